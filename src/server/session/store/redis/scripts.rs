//! The Lua scripts of the session store, each of which the Redis server runs atomically.
//!
//! The hash of a session or record contains the names of its sets, and a set contains the names of its hashes, so that
//! a script needs no rule for names. Times come from the caller's clock. A key is kept a minute longer than its record
//! is valid, so that the clocks of caller and server may differ: the caller checks the expiry.
//!
//! With `noeviction`, a server with full memory rejects commands that need memory, such as `HSET`, but only as the first write of
//! a script. So each script that adds data begins with `HSET`. A script that deletes before it writes would exceed `maxmemory`.

pub mod short_lived;

use std::sync::LazyLock;

use redis::Script;

const SHARED: &str = "
    local SLACK, AT_MOST = 60, 315360000

    local function milliseconds(ends, now)
        return (math.min(math.max(ends - now, 0), AT_MOST) + SLACK) * 1000
    end

    local function enlist(set, key, ends, now)
        redis.call('ZREMRANGEBYSCORE', set, '-inf', now - SLACK)
        redis.call('ZADD', set, ends, key)
        local left = milliseconds(ends, now)
        if redis.call('PTTL', set) < left then redis.call('PEXPIRE', set, left) end
    end

    local function drop(key)
        for _, set in ipairs(redis.call('HMGET', key, 'person', 'provider_session', 'of_browser')) do
            if set then redis.call('ZREM', set, key) end
        end
        return redis.call('DEL', key)
    end
";

/// Returns a script that can use the shared functions.
fn script(text: &str) -> Script {
    Script::new(&format!("{SHARED}{text}"))
}

/// Writes the version of the data (argument) if the key is missing. Returns the stored version.
pub static VERSION: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        "redis.call('SET', KEYS[1], ARGV[1], 'NX')
        return redis.call('GET', KEYS[1])",
    )
});

/// Inserts a session (key). Returns whether the key was free. Arguments: record, revision, expiry, now, expiry if it stays idle,
/// browser, start, the set of its user, that of its session at the provider, and its sealed tenant; the last three are empty if there
/// is none.
pub static INSERT: LazyLock<Script> = LazyLock::new(|| {
    script(
        "if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
        redis.call('HSET', KEYS[1], 'record', ARGV[1], 'mark', ARGV[2], 'expires_at', ARGV[3], 'seen_at', ARGV[4],
            'browser', ARGV[6], 'started_at', ARGV[7])
        if ARGV[10] ~= '' then redis.call('HSET', KEYS[1], 'tenant', ARGV[10]) end
        local now = tonumber(ARGV[4])
        redis.call('PEXPIRE', KEYS[1], milliseconds(math.min(ARGV[3], ARGV[5]), now))
        for index, field in ipairs({'person', 'provider_session'}) do
            local set = ARGV[index + 7]
            if set ~= '' then
                redis.call('HSET', KEYS[1], field, set)
                enlist(set, KEYS[1], tonumber(ARGV[3]), now)
            end
        end
        return 1",
    )
});

/// Replaces a session (key). Returns whether its revision was one of the first two arguments. The other arguments:
/// record, revision, expiry, now, idle lifetime. The field `mark` is the revision; field names must not change.
pub static REPLACE: LazyLock<Script> = LazyLock::new(|| {
    script(
        "local found = redis.call('HMGET', KEYS[1], 'mark', 'seen_at', 'person', 'provider_session')
        if not found[1] or (found[1] ~= ARGV[1] and found[1] ~= ARGV[2]) then return 0 end
        redis.call('HSET', KEYS[1], 'record', ARGV[3], 'mark', ARGV[4], 'expires_at', ARGV[5])
        local ends, now = tonumber(ARGV[5]), tonumber(ARGV[6])
        redis.call('PEXPIRE', KEYS[1], milliseconds(math.min(ends, found[2] + ARGV[7]), now))
        for index = 3, 4 do
            if found[index] then enlist(found[index], KEYS[1], ends, now) end
        end
        return 1",
    )
});

/// Stores the time of the last use of a session (key). Arguments: now, expiry if it stays idle.
pub static NOTE_USE: LazyLock<Script> = LazyLock::new(|| {
    script(
        "local ends = redis.call('HGET', KEYS[1], 'expires_at')
        if not ends then return 0 end
        redis.call('HSET', KEYS[1], 'seen_at', ARGV[1])
        return redis.call('PEXPIRE', KEYS[1], milliseconds(math.min(ends, ARGV[2]), tonumber(ARGV[1])))",
    )
});

/// Deletes the hashes of sessions or records (all keys) and removes them from their sets. Returns how many existed.
pub static DROP: LazyLock<Script> = LazyLock::new(|| {
    script(
        "local dropped = 0
        for _, key in ipairs(KEYS) do dropped = dropped + drop(key) end
        return dropped",
    )
});

/// Lists the sessions in a set (key), and removes sessions that have ended from it. Argument: the field with the set's name.
pub static LIST: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        "local listed = {}
        for _, key in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
            if redis.call('HGET', key, ARGV[1]) == KEYS[1] then
                local found = redis.call('HMGET', key,
                    'browser', 'started_at', 'expires_at', 'seen_at', 'person', 'provider_session', 'tenant')
                table.insert(found, 1, key)
                table.insert(listed, found)
            else
                redis.call('ZREM', KEYS[1], key)
            end
        end
        return listed",
    )
});

/// Writes the tokens (argument) of a session (key). Returns whether the session exists.
pub static PUT_TOKENS: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        "if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
        redis.call('HSET', KEYS[1], 'tokens', ARGV[1], 'tokens_version', 1)
        redis.call('HDEL', KEYS[1], 'lease_owner', 'lease_until')
        return 1",
    )
});

/// Replaces the tokens of a session (key). Returns whether they had this version. Arguments: version, tokens.
pub static REPLACE_TOKENS: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        "if redis.call('HGET', KEYS[1], 'tokens_version') ~= ARGV[1] then return 0 end
        redis.call('HSET', KEYS[1], 'tokens', ARGV[2])
        redis.call('HINCRBY', KEYS[1], 'tokens_version', 1)
        redis.call('HDEL', KEYS[1], 'lease_owner', 'lease_until')
        return 1",
    )
});

/// Acquires the lease on the tokens of a session (key). Returns whether the lease was free. Arguments: owner, now,
/// expiry.
pub static LEASE: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        "local found = redis.call('HMGET', KEYS[1], 'tokens_version', 'lease_owner', 'lease_until')
        local is_free = not found[2] or found[2] == ARGV[1] or tonumber(found[3]) <= tonumber(ARGV[2])
        if not found[1] or not is_free then return 0 end
        redis.call('HSET', KEYS[1], 'lease_owner', ARGV[1], 'lease_until', ARGV[3])
        return 1",
    )
});

/// Releases the lease on the tokens of a session (key). Returns whether the argument was the lease's owner.
pub static RELEASE: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        "if redis.call('HGET', KEYS[1], 'lease_owner') ~= ARGV[1] then return 0 end
        redis.call('HDEL', KEYS[1], 'lease_owner', 'lease_until')
        return 1",
    )
});
