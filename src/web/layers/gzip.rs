//! Compression of pages with gzip (RFC 1952) at the fastest level.
//!
//! All pages begin with the same bytes, the style sheet among them. These are compressed once, at the highest level,
//! and only the rest of a page is compressed for each response. `src/docs/differences.md` has the measured figures.
//!
//! Compressing a secret together with text of an attacker reveals the secret by the length (BREACH). No page of this app contains
//! both: the page with a hint for the provider (`signing_out`) repeats nothing of the request, and each nonce is used once.
//! JSON responses are not compressed.

use std::cell::RefCell;

use axum::http::{HeaderMap, header};
use flate2::{Compress, Compression, Crc, FlushCompress, Status};

/// The header of a gzip stream: no file name, no time, unknown operating system (RFC 1952 §2.3).
const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];

thread_local! {
    /// The compressor of this thread. It is reused, because making a compressor takes longer than compressing a page
    /// with it.
    static COMPRESSOR: RefCell<Compress> = RefCell::new(Compress::new(Compression::fast(), false));
}

/// The beginning that all pages share, compressed in advance.
pub struct CompressedPrefix {
    /// Complete compressed blocks, up to a byte boundary. The blocks of a page's rest are appended to them (RFC 1951
    /// §3.2.3).
    blocks: Vec<u8>,
    crc: Crc,
}

impl CompressedPrefix {
    /// Compresses the beginning that all pages share.
    pub fn new(prefix: &str) -> Self {
        let mut crc = Crc::new();
        crc.update(prefix.as_bytes());
        let mut compressor = Compress::new(Compression::best(), false);
        // A full flush makes the next block independent of these bytes, so that the rest can be compressed without
        // them.
        let blocks = append(&mut compressor, prefix.as_bytes(), Vec::new(), FlushCompress::Full);
        Self { blocks: blocks.unwrap_or_default(), crc }
    }

    /// Returns a whole gzip stream of the shared beginning and the rest of a page; `None` if the compressor fails.
    pub fn followed_by(&self, rest: &[u8]) -> Option<Vec<u8>> {
        let (stream, begun) = self.begin(rest.len());
        begun.end(rest, stream)
    }

    /// Returns the first part of a gzip stream: the shared beginning and the next part of a page. The client can read it before the
    /// stream ends. `None` if the compressor fails.
    pub fn followed_by_part(&self, part: &[u8]) -> Option<(Vec<u8>, BegunStream)> {
        let (stream, mut begun) = self.begin(part.len());
        let stream = begun.compress(part, stream, FlushCompress::Full)?;
        Some((stream, begun))
    }

    fn begin(&self, expected: usize) -> (Vec<u8>, BegunStream) {
        let mut stream = Vec::with_capacity(HEADER.len() + self.blocks.len() + expected / 2 + 64);
        stream.extend_from_slice(&HEADER);
        stream.extend_from_slice(&self.blocks);
        let mut crc = Crc::new();
        crc.combine(&self.crc);
        (stream, BegunStream { crc })
    }
}

/// A gzip stream whose first parts are compressed.
pub struct BegunStream {
    crc: Crc,
}

impl BegunStream {
    /// Appends the rest of the stream to `output`; `None` if the compressor fails.
    pub fn end(mut self, rest: &[u8], output: Vec<u8>) -> Option<Vec<u8>> {
        let mut stream = self.compress(rest, output, FlushCompress::Finish)?;
        stream.extend_from_slice(&self.crc.sum().to_le_bytes());
        stream.extend_from_slice(&self.crc.amount().to_le_bytes());
        Some(stream)
    }

    /// Compresses a part without reference to the earlier parts, so that the compressor may have served other pages in between.
    fn compress(&mut self, part: &[u8], stream: Vec<u8>, flush: FlushCompress) -> Option<Vec<u8>> {
        self.crc.update(part);
        COMPRESSOR.with_borrow_mut(|compressor| {
            compressor.reset();
            append(compressor, part, stream, flush)
        })
    }
}

/// Compresses bytes and appends them to `output`.
fn append(compressor: &mut Compress, bytes: &[u8], mut output: Vec<u8>, flush: FlushCompress) -> Option<Vec<u8>> {
    let begin = compressor.total_in();
    loop {
        output.reserve(bytes.len() / 2 + 64);
        let read = usize::try_from(compressor.total_in() - begin).ok()?;
        let status = compressor.compress_vec(bytes.get(read..)?, &mut output, flush).ok()?;
        let has_room = output.len() < output.capacity();
        let is_read = compressor.total_in() - begin == bytes.len() as u64;
        // A full flush is complete if it has left room in the output.
        if status == Status::StreamEnd || (flush == FlushCompress::Full && is_read && has_room) {
            return Some(output);
        }
    }
}

/// Returns whether the client accepts gzip (RFC 9110 §12.5.3).
pub fn is_accepted(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    accepted.flat_map(|value| value.split(',')).any(|coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        let weight = weight.trim().strip_prefix("q=").map_or(Ok(1.0), str::parse::<f32>);
        name.trim().eq_ignore_ascii_case("gzip") && weight.is_ok_and(|weight| weight > 0.0)
    })
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use axum::http::{HeaderMap, HeaderValue, header};

    use super::{CompressedPrefix, is_accepted};

    #[test]
    fn a_compressed_page_decompresses_to_the_page() {
        let random: Vec<u8> = (0..20_000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()[3]).collect();
        for prefix in ["", "<!DOCTYPE html>", &"a { color: red }".repeat(900), &"zyx\u{1f600}".repeat(3)] {
            let compressed = CompressedPrefix::new(prefix);
            for rest in [b"".as_slice(), b"<p>short</p>", "<p>Welcome</p>".repeat(1000).as_bytes(), &random] {
                let mut read = Vec::new();
                let stream = compressed.followed_by(rest).unwrap();
                flate2::read::GzDecoder::new(stream.as_slice()).read_to_end(&mut read).unwrap();
                assert_eq!(read, [prefix.as_bytes(), rest].concat());
            }
        }
    }

    #[test]
    fn the_first_part_of_a_page_is_readable_before_the_rest() {
        let compressed = CompressedPrefix::new("<!DOCTYPE html>");
        for (first, rest) in [("<h1>Dashboard</h1>", "<p>Agenda</p>"), ("", ""), ("<p>once</p>", "")] {
            let (mut stream, begun) = compressed.followed_by_part(first.as_bytes()).unwrap();
            let expected = ["<!DOCTYPE html>", first].concat();
            let mut read = vec![0; expected.len()];
            flate2::read::GzDecoder::new(stream.as_slice()).read_exact(&mut read).unwrap();
            assert_eq!(read, expected.as_bytes());
            compressed.followed_by(b"<p>another page</p>").unwrap();
            stream = begun.end(rest.as_bytes(), stream).unwrap();
            let mut read = String::new();
            flate2::read::GzDecoder::new(stream.as_slice()).read_to_string(&mut read).unwrap();
            assert_eq!(read, [&expected, rest].concat());
        }
    }

    #[test]
    fn gzip_is_used_only_if_the_client_accepts_it() {
        let accepts =
            |value| is_accepted(&HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(value))]));
        assert!(["gzip", "deflate, gzip", "br;q=1.0, GZIP ; q=0.5"].into_iter().all(accepts));
        assert!(!["", "br", "gzip;q=0", "gzip; q=0.0, br", "gzipped", "gzip;q=x"].into_iter().any(accepts));
        assert!(!is_accepted(&HeaderMap::new()));
    }
}
