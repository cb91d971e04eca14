"""Where work is done: here, in threads, in processes, or on a cluster."""
