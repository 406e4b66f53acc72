"""Does an older database become today's, with its rows? One case for every version before."""

from __future__ import annotations

import warnings
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, create_engine, inspect, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from retrieval.model import Annotations, Article, Published
from retrieval.store import ChatSettings, open_store
from retrieval.store.migrations import scripts, upgrade
from retrieval.store.sql.schema import VERSION_TABLE, VERSIONS
from retrieval.store.sql.tables import metadata


def _empty(_connection: Connection) -> None:
    """Before the first version there is nothing."""


def _with_articles(connection: Connection) -> None:
    """One article with everything that hangs on it, and an answer that was shown."""
    for statement in (
        "INSERT INTO articles VALUES (1, 'old', 1, 'The Herald', '2023-09-13', 1, 0)",
        "INSERT INTO revisions (article, revision, title, outlet, author, published_as_given, published_day,"
        " published_utc, url, language, text)"
        " VALUES (1, 1, 'Rain', 'The Herald', NULL, '2023-09-13', '2023-09-13', NULL, NULL, 'en',"
        " CAST('Rain fell.' AS BLOB))",
        "INSERT INTO changes VALUES (1, 'old', 0)",
        "INSERT INTO shown (token, chat_id, asker_id, question, asked_on, created_utc, is_withdrawn)"
        " VALUES ('token', 5, 6, CAST('rain?' AS BLOB), '2023-09-14', '2023-09-14 10:00:00', 0)",
        "INSERT INTO shown_articles VALUES ('token', 'old', 0)",
    ):
        connection.execute(text(statement))


def _with_a_chat(connection: Connection) -> None:
    """The same, and a chat that has chosen a time zone."""
    _with_articles(connection)
    connection.execute(
        text("INSERT INTO chats (chat_id, time_zone, changed_utc) VALUES (5, 'Europe/Berlin', '2023-09-14 10:00:00')")
    )


def _with_a_banned_user(connection: Connection) -> None:
    """The same, and somebody who is not answered."""
    _with_a_chat(connection)
    connection.execute(text("INSERT INTO admissions VALUES (7, 'banned', '2023-09-14 10:00:00')"))


def _with_a_thread(connection: Connection) -> None:
    """The same, and an answer that stands in a message."""
    _with_a_banned_user(connection)
    connection.execute(text("UPDATE shown SET question_message_id = 8, answer_message_id = 9"))


def _with_a_source(connection: Connection) -> None:
    """The same, and a feed that is read."""
    _with_a_thread(connection)
    connection.execute(
        text(
            "INSERT INTO sources (url, feed_url, state, added_utc, next_run_utc, interval_s, failures, articles, seen)"
            " VALUES ('https://a.example', 'https://a.example/feed', 'on', '2023-09-14', '2023-09-15', 60, 0, 1, '')"
        )
    )


def _with_a_report(connection: Connection) -> None:
    """The same, and a doubt about the article."""
    _with_a_source(connection)
    connection.execute(
        text(
            "INSERT INTO reports VALUES (1, 'old', CAST('Rain fell.' AS BLOB), NULL, 'other', 'open', NULL,"
            " '2023-09-14 10:00:00')"
        )
    )


def _with_a_story(connection: Connection) -> None:
    """The same, and the story that the article is the first of."""
    _with_a_report(connection)
    connection.execute(text("INSERT INTO stories VALUES (1, 1, 738776, NULL, CAST('" + "x" * 384 + "' AS BLOB), 20)"))


def _with_a_moment(connection: Connection) -> None:
    """The same, and when the revision came in."""
    _with_a_story(connection)
    connection.execute(text("UPDATE revisions SET seen_utc = '2023-09-13 08:00:00'"))


def _with_a_subscription(connection: Connection) -> None:
    """The same, and a chat that follows something."""
    _with_a_moment(connection)
    connection.execute(text("INSERT INTO watches VALUES (1, 'key', CAST('{}' AS BLOB))"))
    values = "1, 1, 5, 0, 7, 'at-once', 480, 0, 0, 0, NULL, 0, '2023-09-13 08:00:00'"
    connection.execute(text(f"INSERT INTO subscriptions VALUES ({values})"))


def _with_a_delivery(connection: Connection) -> None:
    """The same, and an alert that waits."""
    _with_a_subscription(connection)
    connection.execute(
        text(
            "INSERT INTO deliveries (subscription, chat_id, story, edition, article_id, watch, found, state, is_digest,"
            " due_utc, changed_utc) VALUES (1, 5, 'old', 0, 'old', 1, CAST('{}' AS BLOB), 'pending', 0, '2023-09-13',"
            " '2023-09-13')"
        )
    )
    connection.execute(text("INSERT INTO cursors VALUES ('alerts', 1)"))


def _with_an_update(connection: Connection) -> None:
    """The same, and a message that waits, one that was being answered, and one that is handled."""
    _with_a_delivery(connection)
    rows = "('one', 1, '{}', 'waiting'), ('one', 2, '{}', 'answering'), ('one', 3, NULL, 'handled')"
    values = rows.replace(")", ", '2023-09-13 08:00:00')")
    connection.execute(text(f"INSERT INTO inbox (bot, update_id, body, state, received_utc) VALUES {values}"))


def _with_a_worker(connection: Connection) -> None:
    """The same, and a worker that has one of them, and a source that is being read."""
    _with_an_update(connection)
    connection.execute(text("INSERT INTO inbox_workers VALUES ('one', 'w', '2023-09-13 08:00:00')"))
    connection.execute(text("UPDATE inbox SET claimed_by = 'w' WHERE update_id = 1"))
    connection.execute(text("UPDATE sources SET seen = '{}', claimed_until_utc = '2023-09-13 08:00:00'"))


def _with_a_channel(connection: Connection) -> None:
    """The same, and an article with a category."""
    _with_a_worker(connection)
    connection.execute(text("UPDATE revisions SET categories = '[\"Sport\"]'"))


# A version, and how its tables are filled with rows of that time, by plain SQL that is never changed later.
FILLED = {
    "base": _empty,
    "0001": _with_articles,
    "0002": _with_a_chat,
    "0003": _with_a_banned_user,
    "0004": _with_a_thread,
    "0005": _with_a_thread,
    "0006": _with_a_source,
    "0007": _with_a_source,
    "0008": _with_a_report,
    "0009": _with_a_story,
    "0010": _with_a_moment,
    "0011": _with_a_moment,
    "0012": _with_a_subscription,
    "0013": _with_a_delivery,
    "0014": _with_a_delivery,
    "0015": _with_an_update,
    "0016": _with_a_worker,
    "0017": _with_a_channel,
}


def _engine(path: Path) -> Engine:
    return create_engine(f"sqlite:///{path}")


@pytest.mark.parametrize("version", FILLED)
def test_a_database_of_an_older_version_is_brought_up_to_date_with_its_rows(version: str, tmp_path: Path) -> None:
    engine = _engine(tmp_path / "archive.db")
    with engine.begin() as connection:
        if version != "base":
            upgrade(connection, VERSION_TABLE, to=version)
        FILLED[version](connection)
    engine.dispose()

    with open_store(tmp_path / "archive.db") as store:
        store.verify()
        expected = 0 if version == "base" else 1
        assert store.catalogue.counts().articles == expected
        store.articles.put([(Article("new", "Text.", published=Published.parse("2023-09-13")), Annotations(1))])
        assert store.catalogue.counts().articles == expected + 1


def test_what_an_older_version_kept_reads_as_before(tmp_path: Path) -> None:
    engine = _engine(tmp_path / "archive.db")
    with engine.begin() as connection:
        upgrade(connection, VERSION_TABLE, to="0001")
        _with_articles(connection)
    engine.dispose()

    with open_store(tmp_path / "archive.db") as store:
        kept, shown = store.articles.get("old"), store.shown.get("token")
        assert (kept.text, kept.title) == ("Rain fell.", "Rain")
        assert (shown.question, shown.article_ids) == ("rain?", ("old",))
        assert store.chats.get(5) is None
        store.chats.save(ChatSettings(5, datetime(2023, 9, 15, tzinfo=UTC), "Europe/Berlin"))
        assert store.chats.get(5).time_zone == "Europe/Berlin"


def test_what_waited_before_there_were_workers_is_claimed_and_what_was_answered_is_closed(tmp_path: Path) -> None:
    engine, now = _engine(tmp_path / "archive.db"), datetime(2023, 9, 13, 9, tzinfo=UTC)
    with engine.begin() as connection:
        upgrade(connection, VERSION_TABLE, to="0015")
        _with_an_update(connection)
    engine.dispose()

    with open_store(tmp_path / "archive.db") as store:
        assert store.inbox.settle_expired("one", now) == 1
        assert [one.update_id for one in store.inbox.claim("one", "w", now, lines=9)] == [1]


def test_sources_from_before_chats_could_name_any_are_the_operators_and_articles_have_no_categories(
    tmp_path: Path,
) -> None:
    engine = _engine(tmp_path / "archive.db")
    with engine.begin() as connection:
        upgrade(connection, VERSION_TABLE, to="0016")
        _with_a_worker(connection)
    engine.dispose()

    with open_store(tmp_path / "archive.db") as store:
        assert {(source.kind, source.is_operators) for source in store.sources.all()} == {("web", True)}
        assert store.sources.of_chat(5) == ()
        assert store.articles.get("old").categories == ()


def test_every_version_before_the_last_has_its_case() -> None:
    assert set(FILLED) == {"base", *VERSIONS[:-1]}


def test_the_list_of_versions_is_that_of_the_migrations() -> None:
    found = [step.revision for step in scripts().walk_revisions()]

    assert tuple(reversed(found)) == VERSIONS


def test_the_migrations_make_the_tables_that_the_program_uses(tmp_path: Path) -> None:
    open_store(tmp_path / "archive.db").close()
    engine = _engine(tmp_path / "archive.db")

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE, "compare_type": False})
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            difference = compare_metadata(context, metadata)
        columns = {
            table.name: {
                c["name"]: (str(c["type"]), c["nullable"]) for c in inspect(connection).get_columns(table.name)
            }
            for table in metadata.sorted_tables
        }
    engine.dispose()
    direct = _engine(tmp_path / "direct.db")
    metadata.create_all(direct)
    with direct.connect() as connection:
        expected = {
            table.name: {
                c["name"]: (str(c["type"]), c["nullable"]) for c in inspect(connection).get_columns(table.name)
            }
            for table in metadata.sorted_tables
        }
    direct.dispose()

    assert difference == []
    assert columns == expected


def test_articles_from_before_pictures_have_none(tmp_path: Path) -> None:
    engine = _engine(tmp_path / "archive.db")
    with engine.begin() as connection:
        upgrade(connection, VERSION_TABLE, to="0017")
        _with_a_channel(connection)
    engine.dispose()

    with open_store(tmp_path / "archive.db") as store:
        found = store.articles.get("old")
        assert found is not None
        assert (found.picture, found.categories) == (None, ("Sport",))


def test_an_upgrade_that_fails_leaves_the_database_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import alembic.op

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("halfway")

    monkeypatch.setattr(alembic.op, "create_index", fail)
    with pytest.raises(RuntimeError, match="halfway"):
        open_store(tmp_path / "archive.db")
    monkeypatch.undo()

    engine = _engine(tmp_path / "archive.db")
    assert inspect(engine).get_table_names() == []
    engine.dispose()
    with open_store(tmp_path / "archive.db") as store:
        assert store.catalogue.counts().articles == 0


def test_every_table_can_be_made_in_postgresql_too() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]

    for table in metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=dialect))
        assert all(str(CreateIndex(index).compile(dialect=dialect)) for index in table.indexes)
