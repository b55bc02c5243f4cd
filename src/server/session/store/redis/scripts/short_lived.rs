//! The scripts for records that live for minutes. Keys: the record's hash, and the set of its browser's records of that kind.

use std::sync::LazyLock;

use redis::Script;

const SHARED: &str = "
    local function put(key, set, record, ends, now)
        drop(key)
        redis.call('HSET', key, 'of_browser', set, 'record', record, 'expires_at', ends)
        redis.call('PEXPIRE', key, milliseconds(ends, now))
        enlist(set, key, ends, now)
    end

    local function find(key, set, now)
        local found = redis.call('HMGET', key, 'of_browser', 'record', 'expires_at')
        return found[1] == set and tonumber(found[3]) > now and found[2]
    end
";

fn script(text: &str) -> Script {
    super::script(&format!("{SHARED}{text}"))
}

/// Puts a record in. Arguments: record, end, now.
pub static PUT: LazyLock<Script> =
    LazyLock::new(|| script("put(KEYS[1], KEYS[2], ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]))"));

/// Puts a record in, unless there is one that has not expired; says whether it did. Arguments: record, end, now.
pub static PUT_FIRST: LazyLock<Script> = LazyLock::new(|| {
    script(
        "local ends, now = redis.call('HGET', KEYS[1], 'expires_at'), tonumber(ARGV[3])
        if ends and tonumber(ends) > now then return 0 end
        put(KEYS[1], KEYS[2], ARGV[1], tonumber(ARGV[2]), now)
        return 1",
    )
});

/// Replaces a record of this browser, expired or not; says whether there was one. Arguments: record, end, now.
pub static REPLACE: LazyLock<Script> = LazyLock::new(|| {
    script(
        "if redis.call('HGET', KEYS[1], 'of_browser') ~= KEYS[2] then return 0 end
        put(KEYS[1], KEYS[2], ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]))
        return 1",
    )
});

/// Takes out a record of this browser that has not expired. Argument: now.
pub static TAKE: LazyLock<Script> = LazyLock::new(|| {
    script(
        "local record = find(KEYS[1], KEYS[2], tonumber(ARGV[1]))
        if record then drop(KEYS[1]) end
        return record",
    )
});

/// Removes all records in a set (the only key).
pub static REMOVE_ALL: LazyLock<Script> = LazyLock::new(|| {
    script(
        "for _, key in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
            if redis.call('HGET', key, 'of_browser') == KEYS[1] then redis.call('DEL', key) end
        end
        redis.call('DEL', KEYS[1])",
    )
});

/// Exchanges a record (the first two keys) for its replacement (the other two); returns which of the two was found, and it.
/// Arguments: replacement, end, now.
pub static EXCHANGE: LazyLock<Script> = LazyLock::new(|| {
    script(
        "local now = tonumber(ARGV[3])
        local taken = find(KEYS[1], KEYS[2], now)
        if taken then
            drop(KEYS[1])
            put(KEYS[3], KEYS[4], ARGV[1], tonumber(ARGV[2]), now)
            return {'taken', taken}
        end
        local before = find(KEYS[3], KEYS[4], now)
        return before and {'before', before} or {'nothing', ''}",
    )
});
