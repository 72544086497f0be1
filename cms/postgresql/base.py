"""Django's PostgreSQL, within what one statement may carry where the server binds its parameters.

Django 6.1 keeps to that by itself (its ticket 36822); until then, deleting more than 65,535 rows
that others point at would be refused by the protocol.
"""

from collections.abc import Sized

from django.db.backends.postgresql import base, features, operations


class DatabaseFeatures(features.DatabaseFeatures):
    max_query_params = 2**16 - 1


class DatabaseOperations(operations.DatabaseOperations):
    def bulk_batch_size(self, fields: Sized, objs: Sized) -> int:
        """How many objects go into one statement, of which each takes as many parameters as
        there are fields."""
        return self.connection.features.max_query_params // max(len(fields), 1)


class DatabaseWrapper(base.DatabaseWrapper):
    features_class = DatabaseFeatures
    ops_class = DatabaseOperations
