"""From a checkout to a running product: environment, serving, supervision.

`start`, `__main__`, `environment` and `commands` run before anything is installed: standard library only.
"""
