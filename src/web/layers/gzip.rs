//! Pages as small as the browser takes them: gzip (RFC 1952) at its quickest.
//!
//! Compressing what holds a secret beside what a stranger can put there gives the secret away by its length (BREACH). No page
//! of this app holds both: the one with a hint for the provider (`signing_out`) repeats nothing of the request, and the nonce is
//! another one each time. JSON answers are sent as they are.

use std::cell::RefCell;

use axum::http::{HeaderMap, header};
use flate2::{Compress, Compression, FlushCompress, Status};

/// The window of gzip, as a power of two.
const WINDOW_BITS: u8 = 15;

thread_local! {
    /// Making one takes longer than compressing a page with it.
    static COMPRESSOR: RefCell<Compress> = RefCell::new(Compress::new_gzip(Compression::fast(), WINDOW_BITS));
}

/// Says whether the browser takes gzip (RFC 9110 §12.5.3).
pub fn is_accepted(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    accepted.flat_map(|value| value.split(',')).any(|coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        let weight = weight.trim().strip_prefix("q=").map_or(Ok(1.0), str::parse::<f32>);
        name.trim().eq_ignore_ascii_case("gzip") && weight.is_ok_and(|weight| weight > 0.0)
    })
}

/// Compresses a page; nothing when that does not work.
pub fn compress(page: &[u8]) -> Option<Vec<u8>> {
    COMPRESSOR.with_borrow_mut(|compressor| {
        compressor.reset();
        let mut compressed = Vec::with_capacity(page.len() / 2 + 64);
        loop {
            let read = usize::try_from(compressor.total_in()).ok()?;
            match compressor.compress_vec(page.get(read..)?, &mut compressed, FlushCompress::Finish).ok()? {
                Status::StreamEnd => return Some(compressed),
                Status::Ok | Status::BufError => compressed.reserve(page.len() / 2 + 64),
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use axum::http::{HeaderMap, HeaderValue, header};

    use super::{compress, is_accepted};

    #[test]
    fn what_was_compressed_can_be_read_again() {
        for page in ["", "<p>short</p>", &"<p>Welcome</p>".repeat(1000), &"zyx\u{1f600}".repeat(3)] {
            let compressed = compress(page.as_bytes()).unwrap();
            let mut text = String::new();
            flate2::read::GzDecoder::new(compressed.as_slice()).read_to_string(&mut text).unwrap();
            assert_eq!(text, page);
        }
        let random: Vec<u8> = (0..20_000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()[3]).collect();
        let mut read = Vec::new();
        flate2::read::GzDecoder::new(compress(&random).unwrap().as_slice()).read_to_end(&mut read).unwrap();
        assert_eq!(read, random);
    }

    #[test]
    fn a_browser_gets_gzip_only_if_it_takes_it() {
        let accepts =
            |value| is_accepted(&HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(value))]));
        assert!(["gzip", "deflate, gzip", "br;q=1.0, GZIP ; q=0.5"].into_iter().all(accepts));
        assert!(!["", "br", "gzip;q=0", "gzip; q=0.0, br", "gzipped", "gzip;q=x"].into_iter().any(accepts));
        assert!(!is_accepted(&HeaderMap::new()));
    }
}
