"""A video or post of another site: nobody asks its provider for anything before a reader does."""

import http.server
import io
import json
import threading
from collections.abc import Iterator

import pytest
from PIL import Image as Picture

from blog import embeds, thumbnails
from blog.models import CustomImage
from tests import factories as make

CSP = "Content-Security-Policy"
pytestmark = pytest.mark.django_db(transaction=True)


class Provider(http.server.BaseHTTPRequestHandler):
    """A site with videos: it notes what it is asked for."""

    asked: list[str] = []
    answer: dict = {}
    picture = b""

    def do_GET(self) -> None:
        self.asked.append(self.path)
        body = self.picture if "picture" in self.path else json.dumps(self.answer).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *given: object) -> None:
        pass


@pytest.fixture
def provider(settings) -> Iterator[type[Provider]]:
    """A provider of this machine, listed as “Films”."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    made = io.BytesIO()
    Picture.new("RGB", (320, 180), (90, 20, 20)).save(made, "PNG")
    Provider.asked, Provider.picture = [], made.getvalue()
    Provider.answer = {"title": "A film", "thumbnail_url": f"{url}/picture.png"}
    settings.EMBED_PROVIDERS = {
        "Films": {
            "address": r"https://films\.example/(?P<id>\w+)",
            "frame": "https://frames.films.example/{id}",
            "oembed": url + "/oembed?url={url}",
            "kind": "video",
        }
    }
    yield Provider
    server.shutdown()
    server.server_close()


def film(name: str = "dance") -> dict:
    return make.block("embed", {"url": f"https://films.example/{name}", "title": "The dance"})


def frames(answer) -> list[str]:
    directives = [part.split() for part in answer[CSP].split(";")]
    return next(sources for name, *sources in directives if name == "frame-src")


@pytest.fixture
def health(home):
    return make.category(home, "Health")


def test_the_picture_is_fetched_once_when_an_article_is_published(health, visitor, provider):
    article = make.article(health, "Dancing", body=[film(), make.section("Again", film())])
    assert provider.asked == [
        "/oembed?url=https%3A%2F%2Ffilms.example%2Fdance",
        "/picture.png",
    ]
    image = CustomImage.objects.get()
    assert (image.title, image.collection.name) == ("A film", "Thumbnails of embeds")
    page = visitor.get(article.url).content.decode()
    assert page.count('src="/media/images/thumbnail-') == 2
    article.save_revision().publish()
    make.article(health, "Dancing too", body=[film()])
    assert len(provider.asked) == 2


def test_a_draft_asks_nobody(health, provider):
    make.article(health, "Dancing", body=[film()], live=False)
    assert provider.asked == []


def test_a_reader_gets_nothing_of_the_provider(health, visitor, provider):
    article = make.article(health, "Dancing", body=[film()])
    page = visitor.get(article.url).content.decode()
    assert "<iframe" not in page
    assert '<a href="https://films.example/dance">' in page
    assert 'data-frame="https://frames.films.example/dance"' in page
    assert "This loads Films" in page


def test_only_a_page_with_an_embed_may_frame_its_provider(health, visitor, admin_client, provider):
    with_film = make.article(health, "Dancing", body=[make.section("A film", film())])
    without = make.article(health, "Walking")
    assert frames(visitor.get(with_film.url)) == ["https://frames.films.example"]
    assert frames(visitor.get(without.url)) == ["'none'"]
    assert "embed.js" not in visitor.get(without.url).content.decode()
    draft = admin_client.get(f"/admin/pages/{with_film.pk}/view_draft/")
    assert frames(draft) == ["https://frames.films.example"]


def test_who_is_not_listed_is_a_link_and_no_more(health, visitor, provider):
    body = [make.block("embed", {"url": "https://elsewhere.example/v", "title": "A talk"})]
    article = make.article(health, "Talking", body=body)
    answer = visitor.get(article.url)
    page = answer.content.decode()
    assert '<a href="https://elsewhere.example/v">' in page
    assert "data-frame" not in page
    assert frames(answer) == ["'none'"]
    assert provider.asked == []


@pytest.mark.parametrize(
    "answer",
    [
        {"title": "No picture"},
        {"thumbnail_url": "http://192.0.2.1/picture.png"},
        {"thumbnail_url": "file:///etc/passwd"},
        [],
    ],
)
def test_without_a_picture_there_is_a_card_with_the_title(health, visitor, provider, answer):
    provider.answer = answer
    article = make.article(health, "Dancing", body=[film()])
    assert CustomImage.objects.count() == 0
    page = visitor.get(article.url).content.decode()
    assert "The dance" in page
    assert "thumbnail-" not in page
    assert provider.asked == ["/oembed?url=https%3A%2F%2Ffilms.example%2Fdance"]


def test_what_is_no_picture_is_not_kept(health, provider):
    provider.picture = b"<script>alert(1)</script>"
    make.article(health, "Dancing", body=[film()])
    assert CustomImage.objects.count() == 0


def test_a_provider_that_fails_is_left_alone_for_a_while(health, provider):
    provider.picture = b""
    make.article(health, "Dancing", body=[film()])
    make.article(health, "Singing", body=[film("song")])
    assert len(provider.asked) == 2


def test_a_picture_that_is_too_large_is_not_kept(health, provider, monkeypatch):
    monkeypatch.setattr(thumbnails, "MOST_PICTURE", 100)
    make.article(health, "Dancing", body=[film()])
    assert CustomImage.objects.count() == 0


def test_an_embed_costs_a_page_no_statement(health, visitor, statements, provider):
    image = make.image("Sea")
    shown = {"image": image.pk, "decorative": False, "alt_text": "Sea"}
    with_picture = [make.block("image", {"image": shown, "caption": "C"})]
    plain = make.article(health, "Walking", body=with_picture, hero=image)
    article = make.article(health, "Dancing", body=[*with_picture, film()], hero=image)
    for page in (plain, article):
        visitor.get(page.url)
    with statements() as before:
        visitor.get(plain.url)
    with statements() as after:
        assert "thumbnail-" in visitor.get(article.url).content.decode()
    assert len(after) == len(before)


def test_clients_get_the_same_of_an_embed(health, ask, provider):
    body = [film(), make.block("embed", {"url": "https://elsewhere.example/v", "title": "A talk"})]
    article = make.article(health, "Dancing", body=body)
    query = """query ($slug: String!) { article(slug: $slug) { body { ... on EmbedBlock {
        url title provider frameUrl thumbnail { alt rendition(preset: WIDE) { url width } } } } } }"""
    listed, other = ask(query, slug=article.slug)["article"]["body"]
    assert listed.pop("thumbnail")["rendition"]["url"].startswith("/media/images/thumbnail-")
    assert listed == {
        "url": "https://films.example/dance",
        "title": "The dance",
        "provider": "Films",
        "frameUrl": "https://frames.films.example/dance",
    }
    assert (other["provider"], other["frameUrl"], other["thumbnail"]) == (None, None, None)


def test_a_picture_that_is_not_public_is_shown_to_nobody(health, visitor, provider):
    article = make.article(health, "Dancing", body=[film()])
    collection = CustomImage.objects.get().collection
    collection.view_restrictions.create(restriction_type="login")
    assert "thumbnail-" not in visitor.get(article.url).content.decode()


def test_a_preview_shows_the_picture(health, admin_client, provider):
    article = make.article(health, "Dancing", body=[film()])
    draft = admin_client.get(f"/admin/pages/{article.pk}/view_draft/").content.decode()
    assert "thumbnail-" in draft


@pytest.mark.parametrize(
    ("url", "provider", "frame"),
    [
        ("https://www.youtube.com/watch?v=Jv79l1b-eoI", "YouTube", "youtube-nocookie.com/embed/Jv79l1b-eoI?"),
        ("https://www.youtube.com/watch?t=3&v=Jv79l1b-eoI&x=1", "YouTube", "embed/Jv79l1b-eoI?"),
        ("https://youtu.be/Jv79l1b-eoI?t=9", "YouTube", "embed/Jv79l1b-eoI?"),
        ("https://vimeo.com/76979871", "Vimeo", "player.vimeo.com/video/76979871?dnt=1"),
        ("https://open.spotify.com/intl-de/episode/4rOoJ6", "Spotify", "embed/episode/4rOoJ6"),
        ("https://x.com/someone/status/123", "X", "id=123"),
        ("https://www.instagram.com/p/Cabc_-1/", "Instagram", "/p/Cabc_-1/embed"),
    ],
)  # fmt: skip
def test_addresses_are_known_by_their_provider(url, provider, frame):
    found = embeds.embed_of(url)
    assert found is not None
    assert found.provider == provider
    assert frame in found.frame


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/",
        "https://www.youtube.com/watch?v=short",
        "https://evil.example/https://youtu.be/Jv79l1b-eoI",
        "https://youtu.be.evil.example/Jv79l1b-eoI",
        "javascript:alert(1)",
    ],
)
def test_other_addresses_are_nobodys(url):
    assert embeds.embed_of(url) is None
