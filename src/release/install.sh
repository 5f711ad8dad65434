#!/bin/sh
# Installs posttls-lint, the linter for the TLS set-up of Postfix. "sh install.sh --help" tells how.
#
# What it installs is known by the SHA-256 in this text, wherever the file comes from; so the only
# thing to be trusted is this text. It wants no rights beyond those of its user, evaluates nothing
# that it has read, and changes nothing outside of the prefix. All of it is one group, which a shell
# reads to its end before it does anything: cut short, it does nothing.

{

# What is installed: each line of files has a SHA-256, a size and a name.
# Written by src/release/collect; empty where this is of no release.
# begin of the release
version=''
downloads=''
files=''
# end of the release

fail() {
  printf 'install.sh: %s\n' "$*" >&2
  exit 3
}

# unfit WHY: a prefix that nothing is installed into.
unfit() {
  fail "$*; choose another --prefix"
}

refuse() {
  printf 'install.sh: %s; --help lists the options\n' "$*" >&2
  exit 2
}

say() {
  [ "$is_quiet" = yes ] || printf '%s\n' "$*"
}

help() {
  cat <<'END'
Usage: sh install.sh [OPTION]...

Installs posttls-lint: the program in PREFIX/lib/posttls-lint, and a link to it in PREFIX/bin.
On Linux with glibc it brings the Java that it needs, if the release has a bundle for the processor;
elsewhere it uses the Java 17 or newer that is installed.

  --prefix PREFIX   where to install (default: ~/.local, for root /usr/local)
  --java            use the installed Java, though there is a bundle that needs none
  --from DIRECTORY  take the release's file from DIRECTORY and download nothing
  --keep            do nothing if this very release is installed there
  --quiet           tell only what is wrong
  --uninstall       remove what was installed
  --version         the version that is installed by this
  --help            this text

POSTTLS_LINT_DOWNLOADS is the https address of a directory to download from in place of the
release's own. Exit status: 0 done, 2 wrong usage, 3 not done; then all is as it was.
END
}

# Settings of the user's that would make the programs below do other things than is written here.
clean_environment() {
  set -f
  set +C
  unset CDPATH TAR_OPTIONS TAPE GZIP POSIXLY_CORRECT
  newline='
'
  IFS=" 	$newline"
  LC_ALL=C
  export LC_ALL
  umask 022
  # programs of the current directory are up to whoever owns it
  absolute='' rest=$PATH:
  while [ -n "$rest" ]; do
    directory=${rest%%:*} rest=${rest#*:}
    case $directory in
      /*) absolute=${absolute:+$absolute:}$directory ;;
    esac
  done
  PATH=${absolute:-/usr/bin:/bin}
  export PATH
}

read_options() {
  prefix='' from='' action=install is_quiet=no keeps=no wants_java=no
  while [ $# -gt 0 ]; do
    case $1 in
      --prefix | --from)
        [ -n "${2:-}" ] || refuse "$1 needs an argument"
        case $1 in
          --prefix) prefix=$2 ;;
          *) from=$2 ;;
        esac
        shift
        ;;
      --prefix=?*) prefix=${1#*=} ;;
      --from=?*) from=${1#*=} ;;
      --java) wants_java=yes ;;
      --keep) keeps=yes ;;
      --quiet) is_quiet=yes ;;
      --uninstall | --version | --help) action=${1#--} ;;
      *) refuse "unknown option '$1'" ;;
    esac
    shift
  done
}

# ---- the prefix

# look FILE: sets mode and owner of FILE itself, of a link if it is one.
look() {
  # shellcheck disable=SC2046 # these are words
  set -- $(ls -ldn -- "$1" 2>/dev/null) gone gone gone
  mode=$1 owner=$3
}

# Sets prefix to an absolute path without "." and double slashes.
normalise_prefix() {
  if [ -z "$prefix" ] && [ "$me" -eq 0 ]; then
    prefix=/usr/local
  elif [ -z "$prefix" ]; then
    [ -n "${HOME:-}" ] || fail 'HOME is not set: say where to install with --prefix'
    prefix=$HOME/.local
  fi
  case $prefix in
    *[[:cntrl:]]* | *:*) refuse "--prefix $prefix: expected a path without colons and control characters" ;;
    /*) ;;
    *) refuse "--prefix $prefix: expected an absolute path" ;;
  esac
  normal='' rest=${prefix#/}/
  while [ -n "$rest" ]; do
    part=${rest%%/*} rest=${rest#*/}
    case $part in
      '' | .) ;;
      ..) refuse "--prefix $prefix: expected a path without '..'" ;;
      *) normal=$normal/$part ;;
    esac
  done
  prefix=$normal
  case $prefix in
    '' | /usr) refuse "--prefix ${prefix:-/}: it belongs to the packages of the system" ;;
  esac
}

# check_way PATH: whether nobody but this user and root can put something else in the place of a
# directory on the way to PATH, links followed. What is not there yet will be this user's.
check_way() {
  way='' left=${1#/}/
  while [ -n "$left" ]; do
    way=$way/${left%%/*} left=${left#*/}
    if [ ! -e "$way" ] && [ ! -h "$way" ]; then
      return 0
    fi
    look "$way"
    case $owner in
      0 | "$me") ;;
      *) unfit "$way belongs to another user ($owner)" ;;
    esac
    case $mode in
      l*) [ -d "$way" ] || unfit "$way is a link that leads to no directory" ;;
      d???????w[tT]*) ;; # all may write, but not take away what others have there
      d???????w*) unfit "everybody may write to $way" ;;
      d*) ;;
      *) unfit "$way is not a directory" ;;
    esac
  done
}

# check_own DIRECTORY: whether a directory to be written to is one, and this user's alone.
check_own() {
  if [ -h "$1" ]; then
    unfit "$1 is a symbolic link, and nothing is installed through links"
  elif [ -e "$1" ]; then
    look "$1"
    case $owner in
      "$me" | gone) ;;
      *) unfit "$1 belongs to another user ($owner)" ;;
    esac
    case $mode in
      d???????w*) unfit "everybody may write to $1" ;;
      d* | gone) ;;
      *) unfit "$1 is not a directory" ;;
    esac
  fi
}

check_prefix() {
  check_way "$prefix"
  existing=$prefix
  while [ ! -d "$existing" ]; do
    existing=${existing%/*}
    existing=${existing:-/}
  done
  real=$(cd -P -- "$existing" && pwd -P) || fail "cannot enter $existing"
  check_way "$real"
  for directory in "$prefix" "$prefix/bin" "$prefix/lib" "$program"; do
    check_own "$directory"
  done
  if [ -e "$program" ] && [ ! -f "$program/lib/posttls-lint.jar" ]; then
    fail "$program is something else than posttls-lint; remove it, or choose another --prefix"
  fi
  if [ -h "$link" ]; then
    look "$link"
    [ "$owner" = "$me" ] || fail "$link belongs to another user ($owner)"
    [ "$(readlink "$link")" = "$target" ] || fail "$link leads to another program; remove it first"
  elif [ -e "$link" ]; then
    fail "$link is another program; remove it first"
  fi
}

make_directory() {
  [ ! -d "$1" ] || return 0
  case ${1%/*} in
    '') ;;
    *) make_directory "${1%/*}" ;;
  esac
  mkdir -- "$1" || unfit "cannot make $1"
  made=$1$newline$made
}

make_prefix() {
  make_directory "$prefix/lib"
  make_directory "$prefix/bin"
  check_prefix # once more: now all of it is there
}

# ---- one installation at a time, and nothing left behind

# Takes the directory in which all is made ready; it lies beside the program, to be renamed.
take_lock() {
  waited=0 refused=0
  until mkdir -m 700 -- "$part" 2>/dev/null; do
    check_own "$part"
    if [ ! -e "$part" ]; then # another run has just ended, if it is not that nobody may write here
      make_prefix
      refused=$((refused + 1))
      [ "$refused" -lt 20 ] || unfit "cannot write to $prefix/lib"
    elif is_left_over; then
      give_back
      rm -rf -- "$part"
    elif [ "$waited" -ge 300 ]; then
      fail "another installation is at work for long; if there is none, remove $part"
    else
      [ "$waited" -ne 3 ] ||
        printf 'install.sh: waiting for another installation, at work in %s\n' "$part" >&2
      sleep 1
      waited=$((waited + 1))
    fi
  done
  is_held=yes
  printf '%s %s\n' "$$" "$(uname -n)" >"$part/process"
}

# Whether the process that has made the directory has gone without a chance to remove it. Its number
# is written at once: where none is found for long, it has not come to that.
is_left_over() {
  process='' host=''
  if [ -f "$part/process" ]; then
    read -r process host <"$part/process" || process=''
  fi
  case $process in
    '' | *[!0-9]*)
      [ "$waited" -ge 10 ]
      return
      ;;
  esac
  [ "$host" = "$(uname -n)" ] && ! kill -0 "$process" 2>/dev/null
}

# Puts a program back that was moved aside for a new one which did not come.
give_back() {
  if [ -d "$part/old" ] && [ ! -e "$program" ]; then
    mv -- "$part/old" "$program"
  fi
}

# shellcheck disable=SC2317 # a trap calls it
clean_up() {
  ending=$?
  trap '' HUP INT TERM
  trap - EXIT
  [ -z "$child" ] || kill "$child" 2>/dev/null || :
  if [ "$is_held" = yes ]; then
    give_back
    rm -rf -- "$part"
  fi
  if [ "$ending" -ne 0 ]; then
    IFS=$newline
    for directory in $made; do
      rmdir -- "$directory" 2>/dev/null || :
    done
  fi
  exit "$ending"
}

# ---- the file of the release

# find_file NAME: sets sum and size; whether this release has the file.
find_file() {
  while read -r sum size name; do
    if [ "$name" = "$1" ]; then
      return 0
    fi
  done <<END
$files
END
  return 1
}

# The bundle's Java is made for glibc.
is_for_bundle() {
  [ "$(uname -s)" = Linux ] || return 1
  case $(uname -m) in
    x86_64) machine=amd64 ;;
    aarch64) machine=arm64 ;;
    *) return 1 ;;
  esac
  [ "$(getconf LONG_BIT 2>/dev/null || echo 64)" = 64 ] || return 1
  case $(getconf GNU_LIBC_VERSION 2>/dev/null || ldd --version 2>&1) in
    *glibc* | *GLIBC* | *'GNU libc'*) ;;
    *) return 1 ;;
  esac
}

choose_file() {
  [ -n "$version" ] ||
    fail 'this is the install.sh of no release: take that of a release, or build posttls-lint yourself'
  is_bundle=no
  if [ "$wants_java" = no ] && is_for_bundle; then
    file=posttls-lint-bundle-$version-linux-$machine.tar.gz
    if find_file "$file"; then
      is_bundle=yes
      return
    fi
  fi
  file=posttls-lint-$version.tar.gz
  find_file "$file" || fail "this release has no $file"
}

check_java() {
  if [ "$is_bundle" = no ] && [ ! -x "${JAVA_HOME:-}/bin/java" ] && ! command -v java >/dev/null; then
    fail 'no Java found: install Java 17 or newer, or set JAVA_HOME'
  fi
}

check_address() {
  downloads=${POSTTLS_LINT_DOWNLOADS:-$downloads}
  downloads=${downloads%/}
  case $downloads in
    *[!A-Za-z0-9:/._~%+-]*) ;; # no user, no query: what stands in front is the host
    https://?*)
      protocols='=https'
      return
      ;;
    http://127.0.0.1:* | http://127.0.0.1/*) # a mirror on this very host
      protocols='=https,http'
      return
      ;;
  esac
  fail "downloads come by https only, not from $downloads"
}

# bounded COMMAND...: runs it in the background, so that a signal ends it; it writes no more than
# the file has, in blocks of 512 bytes (in some shells of 1024).
bounded() {
  (
    ulimit -f $((size / 512 + 64)) 2>/dev/null || :
    exec "$@"
  ) </dev/null &
  child=$!
  outcome=0
  wait "$child" || outcome=$?
  child=''
  return "$outcome"
}

by_curl() {
  bounded curl -q --proto "$protocols" --proto-redir '=https' --tlsv1.2 --fail --silent --show-error \
    --location --max-redirs 5 --retry 2 --connect-timeout 30 --speed-limit 1000 --speed-time 60 \
    --output "$part/archive" "$address"
}

# Wget would follow a redirection to http, so each is looked at here.
by_wget() {
  for _ in 1 2 3 4 5 6; do
    if bounded wget --no-config --max-redirect=0 --server-response --tries=3 --timeout=60 \
      -O "$part/archive" "$address" 2>"$part/said"; then
      return 0
    fi
    address=$(sed -n 's/^ *[Ll]ocation: *\([^ ]*\).*/\1/p' "$part/said" | tail -n 1 | tr -cd '[:print:]')
    case $address in
      https://*) ;;
      '')
        tail -n 3 "$part/said" | tr -cd '[:print:]\n' >&2
        return 1
        ;;
      *)
        printf 'install.sh: refused to go on to %s\n' "$address" >&2
        return 1
        ;;
    esac
  done
  return 1
}

get_file() {
  if [ -n "$from" ]; then
    [ -f "$from/$file" ] || fail "there is no file $from/$file"
    bounded cat -- "$from/$file" >"$part/archive" || fail "$from/$file cannot be copied to $prefix"
    return
  fi
  say "Downloading posttls-lint $version ($((size / 1000000)) MB) from $downloads"
  address=$downloads/$file
  outcome=0
  if command -v curl >/dev/null; then
    by_curl || outcome=$?
  else
    case $(wget --version 2>/dev/null) in
      *'GNU Wget'*) by_wget || outcome=$? ;;
      *) fail 'neither curl nor GNU Wget found; or download the file yourself and use --from' ;;
    esac
  fi
  [ "$outcome" -eq 0 ] || fail "$downloads/$file cannot be downloaded; where it lies in a DIRECTORY, --from DIRECTORY takes it"
}

check_sum() {
  if command -v sha256sum >/dev/null; then
    found=$(sha256sum <"$part/archive")
  elif command -v shasum >/dev/null; then
    found=$(shasum -a 256 <"$part/archive")
  else
    found=$(openssl dgst -sha256 -r <"$part/archive") || fail 'no sha256sum, shasum or openssl found'
  fi
  found=${found%% *}
  [ "$found" = "$sum" ] || fail "$file is not the file of this release: its SHA-256 is
$found, and should be
$sum"
}

# ---- installing

tell_unfit_java() {
  if [ "$is_bundle" = yes ]; then
    fail "posttls-lint does not run here ($file); with an installed Java 17 or newer it may, with --java"
  fi
  fail "posttls-lint does not run here ($file); it needs Java 17 or newer"
}

unpack() {
  mkdir -- "$part/new"
  tar -x -z -o -f - -C "$part/new" --strip-components=1 <"$part/archive" ||
    fail "$file cannot be unpacked to $prefix; is there room for 150 MB?"
  rm -f -- "$part/archive"
  # without a home, it keeps no cache for the place that it will leave
  started=$(HOME='' XDG_CACHE_HOME='' "$part/new/bin/posttls-lint" --version </dev/null) || tell_unfit_java
  [ "$started" = "posttls-lint $version" ] || fail "$file has $started in it"
  chmod 755 "$part/new"
}

put_in_place() {
  if [ -e "$program" ]; then
    mv -- "$program" "$part/old"
  fi
  mv -- "$part/new" "$program"
  make_directory "$prefix/bin" # another run that has failed may have taken its own away
  if [ ! -h "$link" ]; then
    ln -s -- "$target" "$link" || fail "cannot make $link"
  fi
  rm -rf -- "$part/old"
}

# It starts faster with an archive of classes, which the bundle brings.
prepare_start() {
  if [ "$is_bundle" = no ]; then
    "$program/bin/posttls-lint-archive" >/dev/null 2>&1 </dev/null || :
  fi
}

tell_path() {
  say "posttls-lint $version is installed: $link"
  case :$PATH: in
    *":$prefix/bin:"*)
      reached=$(command -v posttls-lint || :)
      [ "$reached" = "$link" ] || say "But PATH leads to $reached first."
      ;;
    *)
      quoted=$(printf '%s\n' "$prefix/bin" | sed 's/[\\"$`]/\\&/g')
      say "PATH does not have $prefix/bin. To call posttls-lint by its name, add to your profile:
  PATH=\"$quoted:\$PATH\""
      ;;
  esac
}

# Sets names to how many there are in the program. Who tidies a cache by age takes single files away.
count_names() {
  # shellcheck disable=SC2012 # none of them has a line break
  names=$(($(ls -R -- "$program" 2>/dev/null | wc -l)))
}

# The last that is written: without it, something has come between.
note_release() {
  : >"$program/release"
  count_names
  printf '%s %s\n' "$sum" "$names" >"$program/release"
}

is_there() {
  [ "$keeps" = yes ] && [ -h "$link" ] && [ -f "$program/release" ] || return 1
  read -r there noted <"$program/release" || return 1
  count_names
  [ "$there $noted" = "$sum $names" ]
}

install() {
  choose_file
  check_prefix
  if is_there; then
    return
  fi
  check_java
  [ -n "$from" ] || check_address
  make_prefix
  take_lock
  if is_there; then # another run has just installed it
    return
  fi
  get_file
  check_sum
  unpack
  put_in_place
  prepare_start
  note_release
  tell_path
}

uninstall() {
  check_prefix
  [ -e "$program" ] || [ -h "$link" ] || fail "posttls-lint is not installed in $prefix"
  if [ -d "$prefix/lib" ]; then
    take_lock
  fi
  rm -f -- "$link"
  if [ -e "$program" ]; then
    mv -- "$program" "$part/gone"
  fi
  say "posttls-lint is removed from $prefix"
}

install_posttls_lint() {
  set -eu
  clean_environment
  read_options "$@"
  case $action in
    help)
      help
      exit
      ;;
    version)
      [ -n "$version" ] || fail 'this is the install.sh of no release'
      printf 'posttls-lint %s\n' "$version"
      exit
      ;;
  esac
  me=$(id -u)
  normalise_prefix
  program=$prefix/lib/posttls-lint
  link=$prefix/bin/posttls-lint
  target=../lib/posttls-lint/bin/posttls-lint
  part=$prefix/lib/.posttls-lint.part
  made='' child='' is_held=no
  trap clean_up EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  case $action in
    install) install ;;
    uninstall) uninstall ;;
  esac
  exit
}

install_posttls_lint "$@"

}
