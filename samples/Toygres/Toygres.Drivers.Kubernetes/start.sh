#!/bin/sh
# Runs the server of one instance, and makes its data when there are none: empty, or as a copy of the one that it follows. What
# is half made is cleared first, and stands in its place when it is whole. The volume belongs to one pod at a time, so that a file
# which says that another server runs is from one that has died.
set -eu
umask 077
draft="$PGDATA.new"
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    rm -rf "$draft"
    if [ -n "${FOLLOWS:-}" ]; then
        passfile="$PGDATA.pgpass"
        key="$(cat "$REPLICATION/password")"
        printf '*:*:*:toygres_replicator:%s\n' "$key" > "$passfile"
        pg_basebackup -D "$draft" -R -X stream -c fast \
            -d "host=$FOLLOWS port=${FOLLOWS_PORT:-5432} user=toygres_replicator passfile=$passfile application_name=$NAME"
    else
        initdb -D "$draft" -U postgres -E UTF8 --locale=C.UTF-8 --auth-local=peer --auth-host=reject
    fi
    mv "$draft" "$PGDATA"
fi
rm -f "$PGDATA/postmaster.pid"
# Data of an image say whose they were. Who follows has them from the one that it follows.
owner="$PGDATA/toygres.owner"
if [ ! -f "$PGDATA/standby.signal" ] && [ "$(cat "$owner" 2> /dev/null)" != "$NAME" ]; then
    key="$(cat "$REPLICATION/password")"
    {
        echo "DO \$\$BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'toygres_replicator') THEN CREATE ROLE toygres_replicator; END IF; END\$\$;"
        echo "ALTER ROLE toygres_replicator LOGIN REPLICATION PASSWORD '$key';"
    } | postgres --single -D "$PGDATA" -c log_statement=none postgres > /dev/null
    printf '%s' "$NAME" > "$owner.new"
    mv "$owner.new" "$owner"
fi
exec postgres -D "$PGDATA" \
    -c "config_file=$SETTINGS/postgresql.conf" -c "hba_file=$SETTINGS/pg_hba.conf" -c "unix_socket_directories=$SOCKETS"
