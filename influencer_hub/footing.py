"""As whom PostgreSQL runs, and where its data and programs lie for that user.

PostgreSQL refuses to run as root, and initdb wants a user with an entry in the user database. Root therefore
steps into a user namespace in which it bears an ordinary user's number: to the kernel it stays the same
user, so that a clone inside root's own closed home works as well. Where the machine forbids namespaces, an
ordinary user runs it from folders that user can reach. No account is created and no mode outside the data
folder is changed.
"""

import ctypes
import hashlib
import os
import pwd
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CLONE_NEWUSER = 0x10000000
FOLDER_FOR_NOBODY = Path("/var/tmp")  # noqa: S108 (what is in it is checked to be ours)


class ServiceFault(Exception):
    """A local service cannot run; the text is one sentence for the person at the terminal."""


@dataclass(frozen=True)
class Footing:
    """`enter` is called in the child between fork and exec; `note` is said in the log."""

    enter: Callable[[], None] | None
    owner: int
    data: Path
    programs: Path
    note: str = ""

    @property
    def another_user(self) -> bool:
        return self.owner != os.geteuid()


def footing_for(data: Path, install: Path) -> Footing:
    """Choose for the data folder `data` and the PostgreSQL found in `install`. Raises ServiceFault."""
    moved = _elsewhere(data) / data.name
    data = moved if os.geteuid() == 0 and moved.exists() else data
    kept_by = data.stat().st_uid if data.exists() else os.geteuid()
    if os.geteuid() != 0 and kept_by != os.geteuid():
        raise ServiceFault(
            f"{data} belongs to another user ({_name(kept_by)}): run as that user or use --data-dir."
        )
    if os.geteuid() != 0 and _has_entry(os.geteuid()):
        return Footing(None, os.geteuid(), data, install)
    if kept_by != os.geteuid() and _has_entry(kept_by) and _works(_become(kept_by), data, install):
        return Footing(
            _become(kept_by), kept_by, data, install, f"PostgreSQL runs as {_name(kept_by)}, who owns {data}."
        )
    mask = _mask(_ordinary_user().pw_uid)
    if _works(mask, data if data.exists() else data.parent, install):
        return Footing(mask, os.geteuid(), data, install)
    if os.geteuid() != 0:
        raise ServiceFault(
            f"User {os.geteuid()} has no entry in the user database, and PostgreSQL needs one: add it."
        )
    return _as_nobody(data, install)


def adopt(folder: Path, owner: int) -> None:
    """Give a folder and what is in it to the user who runs the server (root only)."""
    if folder.stat().st_uid == owner:
        return
    group = pwd.getpwuid(owner).pw_gid
    for path in [*folder.rglob("*"), folder]:
        os.chown(path, owner, group, follow_symlinks=False)


def _as_nobody(data: Path, install: Path) -> Footing:
    user = _ordinary_user()
    become = _become(user.pw_uid)
    elsewhere = _elsewhere(data)
    if data.parent != elsewhere:
        data.parent.chmod(0o711)
    if not _works(become, data.parent, install, write=False):
        elsewhere.mkdir(exist_ok=True)
        if elsewhere.is_symlink() or elsewhere.stat().st_uid != 0:
            raise ServiceFault(f"{elsewhere} belongs to somebody else: remove it.")
        elsewhere.chmod(0o711)
        data, install = elsewhere / data.name, _copied(install, elsewhere / "programs")
    note = (
        f"This machine forbids user namespaces, so PostgreSQL runs as {user.pw_name} with its data in {data}."
    )
    return Footing(become, user.pw_uid, data, install, note)


def _elsewhere(data: Path) -> Path:
    if data.parent.parent == FOLDER_FOR_NOBODY:
        return data.parent
    return FOLDER_FOR_NOBODY / f"influencer-hub-{hashlib.sha256(os.fsencode(data)).hexdigest()[:16]}"


def _copied(install: Path, target: Path) -> Path:
    """The programs with the libraries that lie beside their package, in a folder everybody may read."""
    package = install.parent
    copy = target / package.name / install.name
    if not copy.exists():
        target.mkdir()
        target.chmod(0o755)
        for folder in (f"{package.name}.libs", f"{package.name}/{install.name}"):
            if (package.parent / folder).exists():
                shutil.copytree(package.parent / folder, target / folder, symlinks=True)
        (target / package.name).chmod(0o755)
    return copy


def _works(enter: Callable[[], None], folder: Path, install: Path, *, write: bool = True) -> bool:
    """Try it in a child: can that user write in the folder and run the programs?"""
    child = os.fork()
    if child == 0:
        try:
            enter()
            allowed = os.access(folder, os.W_OK | os.X_OK if write else os.X_OK)
            os._exit(0 if allowed and os.access(install / "bin" / "postgres", os.X_OK) else 1)
        except BaseException:  # noqa: BLE001 (the child must not return into the parent's code)
            os._exit(1)
    return os.waitpid(child, 0)[1] == 0


def _mask(uid: int) -> Callable[[], None]:
    outer_uid, outer_gid = os.geteuid(), os.getegid()

    def enter() -> None:
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.unshare(CLONE_NEWUSER) != 0:
            raise OSError(ctypes.get_errno(), "unshare")
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{uid} {outer_uid} 1")
        Path("/proc/self/gid_map").write_text(f"{uid} {outer_gid} 1")

    return enter


def _become(uid: int) -> Callable[[], None]:
    gid = pwd.getpwuid(uid).pw_gid

    def enter() -> None:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)

    return enter


def _ordinary_user() -> pwd.struct_passwd:
    """Nobody, or on a machine without one the first user who is not root."""
    users = sorted(pwd.getpwall(), key=lambda user: (user.pw_name != "nobody", user.pw_uid))
    for user in users:
        if user.pw_uid != 0:
            return user
    raise ServiceFault("PostgreSQL refuses to run as root, and this machine has no other user: add one.")


def _has_entry(uid: int) -> bool:
    try:
        return bool(pwd.getpwuid(uid))
    except KeyError:
        return False


def _name(uid: int) -> str:
    return pwd.getpwuid(uid).pw_name if _has_entry(uid) else str(uid)
