"""A document may be asked for by its hash: a registered one, or where only trusted ones are."""

import hashlib
import json
from typing import Any

import pytest
from django.conf import settings as configured
from django.core.exceptions import ImproperlyConfigured

from cms.graphql import persisted

pytestmark = pytest.mark.django_db

ASK = "{ site { name } }"
GRAPHQL = "application/graphql-response+json"
QUERIES = configured.BASE_DIR / "docs" / "queries"


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def apollo(text: str) -> dict:
    return {"persistedQuery": {"version": 1, "sha256Hash": digest(text)}}


@pytest.fixture
def post(home: Any, visitor: Any) -> Any:
    def post(accept: str = GRAPHQL, **request: Any) -> Any:
        headers = {"Accept": accept}
        body = json.dumps(request)
        return visitor.post(
            "/graphql/", data=body, content_type="application/json", headers=headers
        )

    return post


def code(response: Any) -> str:
    assert "data" not in response.json()
    assert response["Cache-Control"] == "no-store"
    return response.json()["errors"][0]["extensions"]["code"]


def test_a_document_that_was_sent_with_its_hash_is_known_by_it(post, visitor):
    text = ASK + " # registered"
    before = post(extensions=apollo(text))
    assert before.status_code == 400
    assert code(before) == "PERSISTED_QUERY_NOT_FOUND"
    assert before.json()["errors"][0]["message"] == "PersistedQueryNotFound"
    assert post(query=text, extensions=apollo(text)).json() == {
        "data": {"site": {"name": "The Review"}}
    }
    assert post(extensions=apollo(text)).json()["data"]
    assert post(documentId=f"sha256:{digest(text)}").json()["data"]
    address = {"extensions": json.dumps(apollo(text))}
    assert visitor.get("/graphql/", address).json()["data"]
    assert visitor.get("/graphql/", {"documentId": digest(text)}).json()["data"]


def test_a_client_of_plain_json_is_told_of_an_unknown_hash_with_200(post):
    unknown = post("application/json", extensions=apollo("{ a }"))
    assert unknown.status_code == 200
    assert code(unknown) == "PERSISTED_QUERY_NOT_FOUND"


def test_a_hash_of_another_document_or_that_is_none_is_refused(post):
    assert code(post(query=ASK, extensions=apollo("{ a }"))) == "PERSISTED_QUERY_MISMATCH"
    for odd in ("", "x" * 64, "ABC", "a" * 63, "md5:" + "a" * 64):
        assert code(post(documentId=odd)) == "BAD_REQUEST"
    for odd in (None, [], "a", {}, {"sha256Hash": 5}):
        assert code(post(extensions={"persistedQuery": odd})) == "BAD_REQUEST"
    assert code(post(documentId=5)) == "BAD_REQUEST"


def test_a_wrong_document_is_not_kept(post):
    wrong = "{ nothing }"
    assert code(post(query=wrong, extensions=apollo(wrong))) == "BAD_QUERY"
    assert code(post(extensions=apollo(wrong))) == "PERSISTED_QUERY_NOT_FOUND"


def test_what_is_kept_is_bounded():
    store = persisted.Bounded(3, 100)
    for n in range(10):
        store.keep(str(n), "text", 10)
    assert [store.get(str(n)) for n in range(10)] == [None] * 7 + ["text"] * 3
    store.keep("large", "text", 95)
    assert list(store.kept) == ["large"]
    store.keep("too large", "text", 101)
    assert store.size == 0


def test_hashes_can_be_turned_off(post, settings):
    settings.GRAPHQL_PERSISTED = 0
    assert post(query=ASK, extensions=apollo(ASK)).status_code == 200
    assert code(post(extensions=apollo(ASK))) == "PERSISTED_QUERY_NOT_SUPPORTED"


def test_where_a_folder_is_trusted_nothing_else_is_answered(post, settings):
    settings.GRAPHQL_TRUSTED_DOCUMENTS = str(QUERIES)
    text = (QUERIES / "first.graphql").read_text()
    for known in (text, text.strip()):
        assert post(documentId=digest(known)).json()["data"]
        assert post(extensions=apollo(known)).json()["data"]
        assert post(query=known).json()["data"]
    for other in (ASK, text + "#", "{ __schema { types { name } } }"):
        refused = post(query=other)
        assert refused.status_code == 403
        assert code(refused) == "UNTRUSTED_DOCUMENT"
        assert code(post(query=other, extensions=apollo(other))) == "UNTRUSTED_DOCUMENT"
        assert code(post(documentId=digest(other))) == "UNTRUSTED_DOCUMENT"


def test_a_folder_may_hold_what_a_code_generator_writes(post, settings, tmp_path):
    (tmp_path / "persisted-documents.json").write_text(json.dumps({"any": ASK}))
    settings.GRAPHQL_TRUSTED_DOCUMENTS = str(tmp_path)
    assert post(documentId=digest(ASK)).json()["data"]


def test_a_folder_that_is_empty_or_wrong_is_said_plainly(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="has no documents"):
        persisted.trusted(str(tmp_path))
    (tmp_path / "wrong.graphql").write_text("{ nothing }")
    with pytest.raises(ImproperlyConfigured, match=r"wrong\.graphql"):
        persisted.trusted(str(tmp_path))


def test_the_editors_graphiql_may_ask_anything(home, settings, admin_client):
    settings.GRAPHQL_TRUSTED_DOCUMENTS = str(QUERIES)
    settings.GRAPHQL_INTROSPECTION = False
    body = json.dumps({"query": "{ __schema { queryType { name } } }"})
    answer = admin_client.post(
        "/admin/graphiql/query/", data=body, content_type="application/json", HTTP_HOST="testserver"
    )
    assert answer.json() == {"data": {"__schema": {"queryType": {"name": "Query"}}}}


def test_nobody_else_gets_at_the_editors_endpoint(home, visitor):
    answer = visitor.post("/admin/graphiql/query/", data="{}", content_type="application/json")
    assert answer.status_code == 302
