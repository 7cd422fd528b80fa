"""Does the simulator look like X to tweepy? Text, reply, read, delete.

Takes the base URL and the simulator's ready line. Nothing of tweepy is changed but the host its
session sends to, before the request is signed.
"""

import json
import sys

import requests
import tweepy


class Elsewhere(requests.Session):
    """A session that goes to another host than api.twitter.com or api.x.com."""

    def __init__(self, base_url):
        super().__init__()
        self.base_url = base_url

    def request(self, method, url, **options):
        path = url.split("/", 3)[3]
        return super().request(method, f"{self.base_url}/{path}", **options)


def refused(problem, call):
    """Calls, and expects to be refused with `problem`."""
    try:
        call()
    except problem as error:
        return error
    raise AssertionError(f"{problem.__name__} was expected")


def client(base_url, keys, secret):
    made = tweepy.Client(
        consumer_key=keys["consumer_key"],
        consumer_secret=keys["consumer_secret"],
        access_token=keys["accounts"][0]["token"],
        access_token_secret=secret,
    )
    made.session = Elsewhere(base_url)
    return made


def main(base_url, keys):
    account = keys["accounts"][0]
    x = client(base_url, keys, account["token_secret"])

    me = x.get_me(user_auth=True).data
    assert str(me.id) == account["user_id"] and me.username == account["handle"], me

    text = "tweepy says <hello> & more: https://example.com/a?b=1&c=2 👋"
    first = x.create_tweet(text=text).data
    assert "&lt;hello&gt; &amp; more: https://t.co/" in first["text"], first

    reply = x.create_tweet(text="and this follows", in_reply_to_tweet_id=first["id"]).data
    fields = ["created_at", "entities", "referenced_tweets", "public_metrics", "author_id"]
    read = x.get_users_tweets(me.id, user_auth=True, tweet_fields=fields, max_results=5)
    newest, oldest = read.data[0], read.data[1]
    assert [str(newest.id), str(oldest.id)] == [reply["id"], first["id"]], read.data
    assert oldest.entities["urls"][0]["expanded_url"] == "https://example.com/a?b=1&c=2"
    assert newest.referenced_tweets[0].id == int(first["id"])
    assert newest.public_metrics["retweet_count"] == 0 and newest.author_id == me.id

    looked_up = x.get_tweets([first["id"], reply["id"]], user_auth=True).data
    assert {str(one.id) for one in looked_up} == {first["id"], reply["id"]}

    error = refused(tweepy.Forbidden, lambda: x.create_tweet(text=text))
    assert "duplicate content" in str(error), error
    refused(tweepy.BadRequest, lambda: x.create_tweet(text="two", poll_options=["one"],
                                                      poll_duration_minutes=60))
    wrong = account["token_secret"][:-1] + "!"
    refused(tweepy.Unauthorized, lambda: client(base_url, keys, wrong).get_me(user_auth=True))

    for one in (reply, first):
        assert x.delete_tweet(one["id"]).data == {"deleted": True}
    assert x.get_users_tweets(me.id, user_auth=True).data is None
    print(f"tweepy {tweepy.__version__}: text, reply, read, duplicate, wrong secret, delete: ok")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), json.loads(sys.argv[2]))
