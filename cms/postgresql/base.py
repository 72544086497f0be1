"""Django's PostgreSQL, for statements of any size.

The server binds at most 65,535 parameters, and Django 5.2 does not keep to that. What has more is
bound here, as Django does it where nobody asks for binding by the server.
"""

from typing import Any

from django.db.backends.postgresql import base
from psycopg import ClientCursor

MOST = 2**16 - 1


class Cursor(base.ServerBindingCursor):
    def execute(self, query: Any, params: Any = None, **kwargs: Any) -> Any:
        if params is not None and len(params) > MOST:
            query, params = ClientCursor(self.connection).mogrify(query, params), None
            # Nor counted or kept: such a text has megabytes.
            kwargs["prepare"] = False
        return super().execute(query, params, **kwargs)


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        if params["cursor_factory"] is base.ServerBindingCursor:
            params["cursor_factory"] = Cursor
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        # Of `.iterator()`: a statement that is declared gains nothing by the server's binding.
        connection.server_cursor_factory = base.ServerSideCursor
        return connection
