"""The command line, one module per command: only here is anything printed, and only here does the program exit."""
