//! The file of `APP_LOGO`: an SVG or PNG of limited size, recognized by its content.

use std::{
    fs::File,
    io::{self, ErrorKind, Read as _},
    path::Path,
};

/// A picture that every page shows beside the name of the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    pub content: Vec<u8>,
    pub format: LogoFormat,
}

/// The format of a logo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogoFormat {
    Svg,
    Png,
}

/// Why a file is rejected as the logo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogoError {
    Read(ErrorKind),
    NotRegularFile,
    TooLarge,
    /// The content is neither an SVG nor a PNG.
    NotPicture,
    /// The SVG has a script. Browsers do not run it, but the file is not only a picture.
    Script,
}

/// The first bytes of a PNG: its signature, and the beginning of its header (PNG, 5.2 and 11.2.1).
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

impl Logo {
    /// Upper bound of the file size in bytes, because every first visit loads the logo.
    pub const LARGEST: u64 = 64 * 1024;

    /// Reads the file.
    pub fn read(path: &Path) -> Result<Self, LogoError> {
        let read = |error: io::Error| LogoError::Read(error.kind());
        // Without this check the start would wait for a writer if the file were a pipe.
        if !path.metadata().map_err(read)?.is_file() {
            return Err(LogoError::NotRegularFile);
        }
        let mut content = Vec::new();
        File::open(path).map_err(read)?.take(Self::LARGEST + 1).read_to_end(&mut content).map_err(read)?;
        if content.len() as u64 > Self::LARGEST {
            return Err(LogoError::TooLarge);
        }
        let format = format_of(&content)?;
        Ok(Self { content, format })
    }
}

/// Returns the format by the content, because a browser that trusts a wrong name could show no picture.
fn format_of(content: &[u8]) -> Result<LogoFormat, LogoError> {
    if content.starts_with(PNG) {
        return Ok(LogoFormat::Png);
    }
    let text = str::from_utf8(content).map_err(|_| LogoError::NotPicture)?;
    let root = root_element(text).filter(|root| root.starts_with("<svg"));
    // Without the namespace browsers show the file as XML instead of a picture.
    if !root.is_some_and(|root| root.contains("http://www.w3.org/2000/svg")) {
        return Err(LogoError::NotPicture);
    }
    if text.to_ascii_lowercase().contains("<script") {
        return Err(LogoError::Script);
    }
    Ok(LogoFormat::Svg)
}

/// Returns an XML document from its root element: without the declaration, comments and the document type before it.
fn root_element(text: &str) -> Option<&str> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let end = match rest {
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<!") => ">",
            _ => return Some(rest),
        };
        rest = rest.split_once(end)?.1.trim_start();
    }
}

#[cfg(test)]
mod tests {
    use super::{Logo, LogoError, LogoFormat, PNG};

    fn read(content: &[u8]) -> Result<LogoFormat, LogoError> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), content).unwrap();
        let logo = Logo::read(file.path())?;
        assert_eq!(logo.content, content);
        Ok(logo.format)
    }

    #[test]
    fn the_content_decides_the_format() {
        const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0\"/></svg>";
        let before = "\u{feff}<?xml version=\"1.0\"?>\n<!-- a > b -->\n<!DOCTYPE svg PUBLIC \"a\" \"b\">\n";
        assert_eq!(read(SVG.as_bytes()), Ok(LogoFormat::Svg));
        assert_eq!(read([before, SVG].concat().as_bytes()), Ok(LogoFormat::Svg));
        assert_eq!(read(&[PNG, b"rest"].concat()), Ok(LogoFormat::Png));
        for other in ["", "<svg></svg>", "<html><svg xmlns=\"http://www.w3.org/2000/svg\"/></html>", "GIF89a", "<!-- a"]
        {
            assert_eq!(read(other.as_bytes()), Err(LogoError::NotPicture), "{other}");
        }
        assert_eq!(read(b"\xff\xd8\xff\xe0"), Err(LogoError::NotPicture), "a JPEG");
        assert_eq!(read(SVG.replace("<path", "<Script/><path").as_bytes()), Err(LogoError::Script));
    }

    #[test]
    fn a_file_above_the_limit_is_rejected() {
        let limit = usize::try_from(Logo::LARGEST).unwrap();
        let mut content = PNG.to_vec();
        content.resize(limit, 0);
        assert_eq!(read(&content), Ok(LogoFormat::Png));
        content.push(0);
        assert_eq!(read(&content), Err(LogoError::TooLarge));
    }

    #[test]
    fn a_folder_and_a_missing_file_are_rejected() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Logo::read(folder.path()), Err(LogoError::NotRegularFile));
        let missing = Logo::read(&folder.path().join("a.svg"));
        assert_eq!(missing, Err(LogoError::Read(std::io::ErrorKind::NotFound)));
    }
}
