"""How the workspace is put together: settings, addresses, access at the door."""
