"""Whether a server can listen at an address; asked before anything is made ready for it."""

import errno
import socket


def fault(host: str, port: int) -> str:
    """What to tell of an address that cannot be listened at; empty for one that can."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return (
                    f"Port {port} is taken by another program. Choose one: PORT={port + 1} make run"
                )
            return f"{host} cannot be listened at, port {port}: {error.strerror}."
    return ""
