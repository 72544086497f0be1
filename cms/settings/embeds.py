"""Sites whose videos and posts may be shown in a frame on a page, once its reader asks for that.

address: which addresses are meant, with what identifies the thing as `id`; frame: what is framed;
oembed: where the site is asked for a picture of it, by us and once, for there is none without it;
kind: the frame's shape, `video`, `audio` or `post`.
"""

PROVIDERS = {
    "YouTube": {
        "address": r"https?://(?:(?:www|m)\.)?(?:youtube(?:-nocookie)?\.com/"
        r"(?:watch\?(?:[^#]*&)?v=|shorts/|live/|embed/)|youtu\.be/)(?P<id>[\w-]{11})(?![\w-])",
        "frame": "https://www.youtube-nocookie.com/embed/{id}?autoplay=1",
        "oembed": "https://www.youtube.com/oembed?format=json&url={url}",
        "kind": "video",
    },
    "Vimeo": {
        "address": r"https?://(?:www\.)?(?:player\.)?vimeo\.com/(?:video/|channels/\w+/)?(?P<id>\d+)",
        "frame": "https://player.vimeo.com/video/{id}?dnt=1&autoplay=1",
        "oembed": "https://vimeo.com/api/oembed.json?url={url}",
        "kind": "video",
    },
    "Dailymotion": {
        "address": r"https?://(?:(?:www\.)?dailymotion\.com/video|dai\.ly)/(?P<id>\w+)",
        "frame": "https://geo.dailymotion.com/player.html?video={id}",
        "oembed": "https://www.dailymotion.com/services/oembed?format=json&url={url}",
        "kind": "video",
    },
    "TED": {
        "address": r"https?://(?:www\.)?ted\.com/talks/(?P<id>\w+)",
        "frame": "https://embed.ted.com/talks/{id}",
        "oembed": "https://www.ted.com/services/v1/oembed.json?url={url}",
        "kind": "video",
    },
    "Spotify": {
        "address": r"https?://open\.spotify\.com/(?:intl-\w+/)?"
        r"(?P<id>(?:track|album|playlist|episode|show)/\w+)",
        "frame": "https://open.spotify.com/embed/{id}",
        "oembed": "https://open.spotify.com/oembed?url={url}",
        "kind": "audio",
    },
    "Instagram": {
        "address": r"https?://(?:www\.)?instagram\.com/(?:p|reel)/(?P<id>[\w-]+)",
        "frame": "https://www.instagram.com/p/{id}/embed",
        "oembed": "",
        "kind": "post",
    },
    "TikTok": {
        "address": r"https?://(?:www\.)?tiktok\.com/@[\w.-]+/video/(?P<id>\d+)",
        "frame": "https://www.tiktok.com/player/v1/{id}",
        "oembed": "https://www.tiktok.com/oembed?url={url}",
        "kind": "post",
    },
    "X": {
        "address": r"https?://(?:(?:www|mobile)\.)?(?:twitter|x)\.com/\w+/status/(?P<id>\d+)",
        "frame": "https://platform.twitter.com/embed/Tweet.html?dnt=true&id={id}",
        "oembed": "",
        "kind": "post",
    },
}
