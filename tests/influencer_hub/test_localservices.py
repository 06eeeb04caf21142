"""The embedded servers, with real processes on data folders of their own."""

import os
import signal
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import environ
import psycopg
import pytest
import redis

from influencer_hub import localservices
from influencer_hub.footing import ServiceFault
from tests.influencer_hub.houses import (
    ended,
    group_of_its_own,
    holder,
    kill,
    leave,
    postmaster,
    processes_of,
    until,
)


def query(data_dir: Path, statement: str) -> list[tuple]:
    address = environ.Env.db_url_config(localservices.database_url(data_dir))
    names = {"host": "HOST", "port": "PORT", "user": "USER", "dbname": "NAME"}
    with psycopg.connect(**{name: address[key] for name, key in names.items()}) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def test_addresses_are_computed_while_nothing_exists(tmp_path: Path) -> None:
    sockets = localservices.socket_dir(tmp_path / "nothing")

    assert environ.Env.db_url_config(localservices.database_url(tmp_path / "nothing")) == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "hub",
        "USER": "hub",
        "PASSWORD": "",
        "HOST": f"{sockets}/pg",
        "PORT": 5432,
    }
    assert not sockets.exists()
    assert not (tmp_path / "nothing").exists()


def test_socket_paths_stay_short_in_a_deep_folder(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["a-rather-long-name"] * 20)

    assert len(f"{localservices.socket_dir(deep)}/pg/.s.PGSQL.5432.lock") < 107


@pytest.mark.parametrize(
    ("address", "spelling"),
    [
        ("redis://127.0.0.1:6379/2", "redis://127.0.0.1:6379/2"),
        ("rediss://cache.example/0", "rediss://cache.example/0"),
        ("unix:///tmp/hub-1/valkey.sock?db=3", "redis+socket:///tmp/hub-1/valkey.sock?virtual_host=3"),
        ("unix:///tmp/hub-1/valkey.sock", "redis+socket:///tmp/hub-1/valkey.sock?virtual_host=0"),
    ],
)
def test_celery_gets_its_own_spelling_of_a_socket(address: str, spelling: str) -> None:
    assert localservices.broker_url(address) == spelling


def test_the_secret_key_is_made_once_for_each_data_folder(tmp_path: Path) -> None:
    first = localservices.secret_key(tmp_path / "a")

    assert localservices.secret_key(tmp_path / "a") == first
    assert localservices.secret_key(tmp_path / "b") != first
    assert (tmp_path / "a" / "secret_key").stat().st_mode & 0o777 == 0o600


def test_the_terminals_variables_do_not_reach_the_servers_and_data_are_kept(tmp_path: Path) -> None:
    first = holder(tmp_path, PGPORT="5999", PGDATA="/nowhere", LANG="xx_XX", LC_ALL="xx_XX")
    query(tmp_path, "CREATE TABLE kept AS SELECT 'Öztürk' AS name")
    leave(first)
    again = holder(tmp_path)

    facts = "SELECT encoding, datlocprovider, datlocale, datcollate FROM pg_database WHERE datname = 'hub'"
    assert (query(tmp_path, "SELECT * FROM kept"), query(tmp_path, facts)) == (
        [("Öztürk",)],
        [(6, "b", "C.UTF-8", "C")],
    )
    assert leave(again) == 0


def test_a_second_process_attaches_and_the_last_one_ends_the_servers(tmp_path: Path) -> None:
    first = holder(tmp_path)
    server = postmaster(tmp_path)
    second = holder(tmp_path)
    leave(first)

    assert (postmaster(tmp_path), query(tmp_path, "SELECT 1")) == (server, [(1,)])
    assert redis.from_url(localservices.redis_url(tmp_path, 5)).ping()
    leave(second)
    assert until(lambda: processes_of(tmp_path) == [])
    assert not localservices.socket_dir(tmp_path).exists()


def test_many_processes_that_start_at_once_share_one_server(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        holds = list(pool.map(lambda _: localservices.hold(tmp_path, ["postgres"], durable=False), range(8)))

    guardians = [line for line in processes_of(tmp_path) if "influencer_hub.guardian" in line]
    assert (len(guardians), query(tmp_path, "SELECT 1")) == (1, [(1,)])
    for held in holds:
        held.close()
    assert until(lambda: processes_of(tmp_path) == [])


def test_kill_9_leaves_neither_servers_nor_guarded_groups(tmp_path: Path) -> None:
    stubborn = group_of_its_own("sh", "-c", "trap '' TERM; while :; do sleep 1; done")
    obedient = group_of_its_own("sleep", "600")
    process = holder(tmp_path, stubborn.pid, obedient.pid)

    kill(process)

    assert (ended(obedient), ended(stubborn)) == (True, True)
    assert until(lambda: processes_of(tmp_path) == [])


def test_a_released_group_goes_on_when_its_starter_is_killed(tmp_path: Path) -> None:
    kept = group_of_its_own("sleep", "600")
    with localservices.hold(tmp_path, [], durable=False) as held:
        held.guard(kept.pid)
        held.release(kept.pid)

    assert kept.poll() is None
    kept.kill()
    kept.wait()


def test_the_servers_end_when_the_guardian_is_killed(tmp_path: Path) -> None:
    process = holder(tmp_path)
    guardian = int(Path(f"/proc/{postmaster(tmp_path)}/stat").read_text().split()[3])

    os.kill(guardian, signal.SIGKILL)

    assert until(
        lambda: [line for line in processes_of(tmp_path) if "--unixsocket" in line or " -D " in line] == []
    )
    leave(process)
    assert leave(holder(tmp_path)) == 0


def test_a_server_that_dies_is_started_again(tmp_path: Path) -> None:
    process = holder(tmp_path)
    before = postmaster(tmp_path)

    os.kill(before, signal.SIGKILL)

    def is_back() -> bool:
        try:
            return query(tmp_path, "SELECT 1") == [(1,)]
        except psycopg.OperationalError:
            return False

    assert until(is_back)
    assert postmaster(tmp_path) != before
    leave(process)


def test_a_lock_file_with_a_strangers_number_is_outlived(tmp_path: Path) -> None:
    leave(holder(tmp_path, needs="postgres"))
    stranger = subprocess.Popen(["sleep", "600"])
    lines = [str(stranger.pid), str(tmp_path / "postgres"), "1", "5432", "/tmp", "", "0 0", "ready"]
    (tmp_path / "postgres" / "postmaster.pid").write_text("\n".join(lines) + "\n")

    process = holder(tmp_path, needs="postgres")

    assert query(tmp_path, "SELECT 1") == [(1,)]
    leave(process)
    kill(stranger)


def test_a_full_disk_is_one_sentence(small_disk: Path) -> None:
    with pytest.raises(ServiceFault) as refused:
        localservices.hold(small_disk / "data", ["postgres"])

    assert str(refused.value) == f"The disk that holds {small_disk / 'data'} is full: make room."


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(ServiceFault) as refused:
        localservices.hold(tmp_path / "file" / "data", ["valkey"])

    assert str(refused.value) == f"{tmp_path / 'file' / 'data'} cannot be made: Not a directory."
