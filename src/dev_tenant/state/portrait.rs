//! The photos of the demo users: drawn portraits in the sizes of Graph, as PNG.

use std::io::Write as _;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

use crate::dev_tenant::protocol::random::sha256;

/// The sizes of photos at Graph, in pixels.
pub const SIZES: [u32; 9] = [48, 64, 96, 120, 240, 360, 432, 504, 648];

/// The colours by index: background, its shade, skin, hair, clothes, and lines.
type Palette = [[u8; 3]; 6];

/// Returns the portrait of a user as PNG. The same key always leads to the same picture.
pub fn png(key: &str, size: u32) -> Vec<u8> {
    let mut pixels = Vec::new();
    for y in 0..size {
        // Every row of a PNG begins with its filter, where 0 is none.
        pixels.push(0);
        pixels.extend((0..size).map(|x| colour_at(per_mille(x, size), per_mille(y, size))));
    }
    let header = [&size.to_be_bytes()[..], &size.to_be_bytes()[..], &[8, 3, 0, 0, 0]].concat();
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(*b"IHDR", &header),
        chunk(*b"PLTE", &palette(key).concat()),
        chunk(*b"IDAT", &compressed(&pixels)),
        chunk(*b"IEND", &[]),
    ]
    .concat()
}

/// Returns the position of a pixel's centre in thousandths of the width.
fn per_mille(position: u32, size: u32) -> i64 {
    i64::from(position * 2 + 1) * 500 / i64::from(size)
}

/// Returns the index of the colour at a position, from 0 to 1000 each.
fn colour_at(x: i64, y: i64) -> u8 {
    let is_in = |(middle_x, middle_y): (i64, i64), (width, height): (i64, i64)| {
        let (across, down) = ((x - middle_x) * 1000 / width, (y - middle_y) * 1000 / height);
        across * across + down * down <= 1_000_000
    };
    let is_eye = is_in((420, 440), (25, 30)) || is_in((580, 440), (25, 30));
    let is_mouth = is_in((500, 540), (110, 70)) && !is_in((500, 520), (125, 68));
    let is_face = is_in((500, 450), (200, 240));
    if is_face && (is_eye || is_mouth) {
        5
    } else if is_face && y > 300 {
        2
    } else if is_in((500, 380), (240, 240)) && y < 560 {
        3
    } else if (440..560).contains(&x) && (600..760).contains(&y) {
        2
    } else if is_in((500, 1000), (330, 280)) {
        4
    } else {
        u8::from(x + y > 1000)
    }
}

fn palette(key: &str) -> Palette {
    const BACKGROUNDS: [[u8; 3]; 5] = [[42, 111, 107], [94, 84, 142], [180, 99, 51], [54, 92, 141], [120, 120, 60]];
    const SKINS: [[u8; 3]; 4] = [[245, 215, 190], [224, 172, 125], [165, 110, 70], [95, 60, 40]];
    const HAIR: [[u8; 3]; 4] = [[74, 50, 38], [30, 26, 24], [193, 140, 60], [120, 120, 124]];
    const CLOTHES: [[u8; 3]; 4] = [[200, 80, 40], [40, 60, 110], [60, 120, 60], [130, 40, 80]];
    let digest = sha256(format!("portrait/{key}").as_bytes());
    let pick = |index: usize, colours: &[[u8; 3]]| {
        let number = digest.get(index).copied().map_or(0, usize::from);
        colours.get(number % colours.len()).copied().unwrap_or_default()
    };
    let background = pick(0, &BACKGROUNDS);
    [background, background.map(|part| part / 4 * 3), pick(1, &SKINS), pick(2, &HAIR), pick(3, &CLOTHES), [60, 20, 20]]
}

/// Returns a chunk of a PNG: length, type, data, and the checksum of type and data.
fn chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let mut crc = Crc::new();
    crc.update(&kind);
    crc.update(data);
    let length = u32::try_from(data.len()).unwrap_or(u32::MAX);
    [&length.to_be_bytes()[..], &kind, data, &crc.sum().to_be_bytes()].concat()
}

fn compressed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    // The result is ignored, because writing to a vector cannot fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}
