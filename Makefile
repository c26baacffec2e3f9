# Every command finds a Python, makes .venv as locked if need be, and goes on from there; see docs/operations.md.
# From the environment or as arguments: PORT, DATA_DIR, PYTHON=/path/to/python; ARGS go to the command itself.
#
#   run     serve the product on embedded defaults, with demo tenants
#   up      the production shape on this machine: PostgreSQL, Valkey, API, sockets, worker, beat
#   demo    play one interview in the terminal against a running `make run` or `make up`
#   test    the whole suite                         check   style, types, layers, migrations
#   fix     let ruff repair what it can             audit   what is unsafe in code, packages and settings
#   bench   speed and memory, as ratios             faults  the long run of killed workers and brokers
#   lock    renew the locked requirements (needs uv)
#   clean   remove .venv and caches; data stays

COMMANDS = run up demo test check audit fix faults bench lock clean

.PHONY: $(COMMANDS)
$(COMMANDS):
	@exec sh bootstrap/start $@ $(ARGS)
