"""Mail that waits to be sent: written with what it tells of, handed in outside of any request."""
