#!/bin/sh
# A stand-in for Tesseract; what it does wrong is written in its mode.
mode=@MODE@

version=5.3.0
[ "$mode" = old ] && version=3.02
[ "$mode" = odd-version ] && version=v5.4.0.20240606
if [ "$1" = --version ]; then
    [ "$mode" = no-tesseract ] && { echo "GNU tar 1.34"; exit 0; }
    [ "$mode" = silent ] && exec sleep 60
    printf 'tesseract %s\n leptonica-1.82.0\n' "$version"
    exit 0
fi
if [ "$1" = --list-langs ]; then
    printf 'List of available languages in "/nowhere/" (2):\neng\nosd\n'
    exit 0
fi

table() {
    printf 'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n'
    printf '1\t1\t0\t0\t0\t0\t0\t0\t200\t100\t-1\t\n'
    printf '2\t1\t1\t0\t0\t0\t10\t10\t90\t20\t-1\t\n'
    printf '5\t1\t1\t1\t1\t1\t10\t10\t40\t20\t%s\tpeace\n' "$1"
    printf '5\t1\t1\t1\t1\t2\t60\t10\t40\t20\t91.5\tnow\n'
}

case "$mode $*" in
    stream*" stream_filelist=1 "*) # reads one picture after another; each says which process read it
        exec 3>page.tsv
        table 96 | head -n 1 >&3
        number=0
        while read -r picture; do
            number=$((number + 1))
            printf '1\t%s\t0\t0\t0\t0\t0\t0\t200\t100\t-1\t\n' $number >&3
            [ "$picture" = blank ] && continue
            printf '5\t%s\t1\t1\t1\t1\t10\t10\t40\t20\t96\tpid=%s\n' $number $$ >&3
            [ -e "$0.second" ] || { : >"$0.second"; continue; }
            case $mode in
                stream-crash) kill -SEGV $$ ;;
                stream-hang) exec sleep 600 ;;
                stream-complain) echo "Error in pixReadStream: Unknown format" >&2 ;;
            esac
        done
        exit 0 ;;
    *" stream_filelist=1 "*) exit 1 ;;
esac

case $mode in
    ok | stream*) table 96.718460 >page.tsv ;;
    report) # says how it was started, in words of the page
        {
            table 96.0
            printf '5\t1\t1\t1\t2\t1\t0\t0\t1\t1\t1\tthreads=%s\n' "$OMP_THREAD_LIMIT"
            printf '5\t1\t1\t1\t2\t2\t0\t0\t1\t1\t1\tdata=%s\n' "$TESSDATA_PREFIX"
            printf '5\t1\t1\t1\t2\t3\t0\t0\t1\t1\t1\tsecret=%s\n' "$SECRET"
            printf '5\t1\t1\t1\t2\t4\t0\t0\t1\t1\t1\targuments=%s\n' "$(echo "$*" | tr ' ' ',')"
            printf '5\t1\t1\t1\t2\t5\t0\t0\t1\t1\t1\tpicture=%s\n' "$(head -c 2 picture-1.bmp)"
        } >page.tsv ;;
    hang) sleep 600 & sleep 600 ;;
    stubborn) trap '' TERM; while :; do sleep 600; done ;;
    each) # reads as many pages as it is given pictures
        table 96 | head -n 1 >page.tsv
        number=0
        while read -r picture; do
            number=$((number + 1))
            [ -s "$picture" ] && table 96 | tail -n +2 | sed "s/\t1\t/\t$number\t/; s/peace/$picture/" >>page.tsv
        done <"$1" ;;
    slow) sleep 0.3; table 96 >page.tsv ;;
    segv) kill -SEGV $$ ;;
    segv-once) if [ -e "$0.crashed" ]; then table 96 >page.tsv; else : >"$0.crashed"; kill -SEGV $$; fi ;;
    fail) echo "Failed loading language 'eng'" >&2; exit 1 ;;
    fail-bad-utf8) printf 'no \377\376 way\n' >&2; exit 1 ;;
    rc0-error) echo "Error in pixReadStream: Unknown format" >&2; : >page.tsv ;;
    rc0-harmless) echo "Error in boxClipToRectangle: box outside rectangle" >&2; table 96 >page.tsv ;;
    nothing) exit 0 ;;
    empty) : >page.tsv ;;
    bad-utf8) { table 96; printf '5\t1\t1\t1\t1\t3\t0\t0\t1\t1\t1\t\377\376\n'; } >page.tsv ;;
    cut) table 96 | head -c 170 >page.tsv ;;
    nan) table nan >page.tsv ;;
    flood) table 96 >page.tsv; exec yes "Error, so much to say" ;;
esac
