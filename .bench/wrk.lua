-- Sends the `Cookie` headers of the file COOKIES in turn, if there is one. Prints the counters of wrk as one line of JSON,
-- because wrk's own report rounds the figures and changes units.

local cookies, turn = {}, 0

function init()
  local file = os.getenv("COOKIES")
  if not file or file == "" then return end
  for line in io.lines(file) do cookies[#cookies + 1] = line end
  request = function()
    turn = turn % #cookies + 1
    return wrk.format("GET", nil, { ["Cookie"] = cookies[turn], ["Accept-Encoding"] = "identity" })
  end
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('\n{"requests":%d,"microseconds":%d,"bytes":%d,"p99":%.1f,"errors":%d}\n',
    summary.requests, summary.duration, summary.bytes, latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
