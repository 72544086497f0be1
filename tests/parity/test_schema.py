"""The schema tells what everything is, and promises what holds."""

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    is_specified_scalar_type,
)

from cms.graphql.schema import schema, sdl

TYPES = {
    name: t
    for name, t in schema().type_map.items()
    if not name.startswith("__") and not is_specified_scalar_type(t)
}
COMPOSITE = {
    n: t for n, t in TYPES.items() if isinstance(t, GraphQLObjectType | GraphQLInterfaceType)
}


def undescribed() -> list[str]:
    found = [name for name, t in TYPES.items() if not t.description and name != "Query"]
    for name, t in TYPES.items():
        if isinstance(t, GraphQLEnumType):
            found += [f"{name}.{v}" for v, value in t.values.items() if not value.description]
        if isinstance(t, GraphQLInputObjectType):
            found += [f"{name}.{f}" for f, field in t.fields.items() if not field.description]
    for name, t in COMPOSITE.items():
        for key, field in t.fields.items():
            found += [] if field.description else [f"{name}.{key}"]
            found += [f"{name}.{key}({a})" for a, arg in field.args.items() if not arg.description]
    return found


def test_everything_is_described():
    assert undescribed() == []


def test_lists_hold_no_null_and_are_never_null():
    for name, t in COMPOSITE.items():
        for key, field in t.fields.items():
            if isinstance(field.type, GraphQLList):
                raise AssertionError(f"{name}.{key} may be null")
            inner = getattr(field.type, "of_type", None)
            if isinstance(inner, GraphQLList):
                assert isinstance(inner.of_type, GraphQLNonNull), f"{name}.{key}"


def test_an_id_is_certain():
    for name, t in COMPOSITE.items():
        if "id" in t.fields:
            assert str(t.fields["id"].type) == "ID!", name


def test_no_type_or_field_is_an_editors_own_business():
    text = sdl().casefold()
    for word in ("draft", "owner", "password", "revision", "golive", "rawvalue", "importid"):
        assert word not in text, word


# What each type of page can, beside being a page that search engines are told of.
CAN = {
    "HomePage": {"HasSections", "HasFAQ"},
    "StandardPage": {"HasSections", "HasFAQ"},
    "ArticlePage": {"HasSections", "HasFAQ", "HasAuthors", "HasRelatedArticles"},
    "CategoryPage": {"HasArticles"},
    "FAQPage": {"HasFAQ"},
}


def test_a_page_has_the_interface_of_each_of_its_capabilities():
    for name, capabilities in CAN.items():
        found = {interface.name for interface in TYPES[name].interfaces}
        assert found == {"Node", "PageInterface", "HasSEO"} | capabilities, name
    listed = {name for name, t in COMPOSITE.items() if "articles" in t.fields and name != "Query"}
    assert listed == {"HasArticles", "CategoryPage", "Author", "Tag"}


def test_every_connection_has_the_same_fields_and_arguments():
    window = {"first", "after", "last", "before", "page", "perPage"}
    fields = {"nodes", "edges", "pageInfo", "totalCount", "pageCount"}
    connections = {name: t for name, t in COMPOSITE.items() if name.endswith("Connection")}
    assert len(connections) >= 5
    for name, t in connections.items():
        assert t.fields.keys() - {"facets"} == fields, name
    for t in COMPOSITE.values():
        for key, field in t.fields.items():
            if getattr(field.type, "of_type", None) in connections.values():
                assert window <= field.args.keys(), f"{t.name}.{key}"
