//! The scripts for short-lived records. Their keys: the record's hash, and the set of its browser's records of the same
//! kind.

use std::sync::LazyLock;

use redis::Script;

const SHARED: &str = "
    -- HSET is the first write, so that a server with full memory can reject the script.
    local function put(key, set, record, ends, now)
        local before = redis.call('HGET', key, 'of_browser')
        redis.call('HSET', key, 'of_browser', set, 'record', record, 'expires_at', ends)
        if before and before ~= set then redis.call('ZREM', before, key) end
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

/// Writes a short-lived record. Returns whether the condition was met. Arguments: record, expiry, now, condition.
pub static PUT: LazyLock<Script> = LazyLock::new(|| {
    script(
        "local found = redis.call('HMGET', KEYS[1], 'of_browser', 'expires_at')
        local now, condition = tonumber(ARGV[3]), ARGV[4]
        if condition == 'if-absent' and found[2] and tonumber(found[2]) > now then return 0 end
        if condition == 'if-present' and found[1] ~= KEYS[2] then return 0 end
        put(KEYS[1], KEYS[2], ARGV[1], tonumber(ARGV[2]), now)
        return 1",
    )
});

/// Removes a record of this browser that has not expired (the first two keys), and writes its replacement (the other
/// two keys, if they are given). Returns the outcome, and the record or replacement that was found. Arguments: now; and
/// record and expiry of the replacement.
pub static TAKE: LazyLock<Script> = LazyLock::new(|| {
    script(
        "local now = tonumber(ARGV[1])
        local record = find(KEYS[1], KEYS[2], now)
        if record then
            if KEYS[3] then put(KEYS[3], KEYS[4], ARGV[2], tonumber(ARGV[3]), now) end
            drop(KEYS[1])
            return {'record', record}
        end
        local replacement = KEYS[3] and find(KEYS[3], KEYS[4], now)
        return replacement and {'replacement', replacement} or {'nothing', ''}",
    )
});

/// Deletes all short-lived records in a set (the only key).
pub static REMOVE_ALL: LazyLock<Script> = LazyLock::new(|| {
    script(
        "for _, key in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
            if redis.call('HGET', key, 'of_browser') == KEYS[1] then redis.call('DEL', key) end
        end
        redis.call('DEL', KEYS[1])",
    )
});
