"""How people prove who they are: over HTTP, and on a socket."""
