# Starts the OCR engine for one page, or for as many as are named in a pipe:
#
#     sh launch.sh FOLDER TESSDATA ENGINE ARGUMENT...
#
# FOLDER is a temporary folder for these pages alone and becomes the working directory, so that the engine is given no
# path that came from a user; the pipe is `names` in it. TESSDATA is the folder of language data, or "" for the engine's
# own. Everything is `exec`, so the process that was started becomes the engine and its exit status is the engine's.
cd "$1" || exit 125
tessdata=$2
shift 2

echo $$ >pid    # whom to stop: the leader of the group that setsid makes below
ulimit -c 0                        # no core files
ulimit -f 524288 2>/dev/null       # 256 MB for each file it writes, in blocks of 512 bytes
ulimit -v 2097152 2>/dev/null      # 2 GB of addresses, in kB; a page of 120 megapixels needs less than 1 GB

set -- env -i PATH="$PATH" LC_ALL=C OMP_THREAD_LIMIT=1 \
    ${tessdata:+"TESSDATA_PREFIX=$tessdata"} \
    ${LD_LIBRARY_PATH:+"LD_LIBRARY_PATH=$LD_LIBRARY_PATH"} "$@"

# The engine dies with the program that started it, and is a group of its own that can be stopped as a whole. A program
# that was killed before setpriv ran sends no signal any more: then the parent is another one, and nothing is started.
if command -v setpriv >/dev/null; then
    set -- setpriv --pdeathsig KILL /bin/sh -c '[ "$PPID" = "$0" ] && exec "$@"' "$PPID" "$@"
fi
if command -v setsid >/dev/null; then set -- setsid "$@"; fi
input=/dev/null
if [ -p names ]; then input=names; fi
exec "$@" >log 2>&1 <"$input"
