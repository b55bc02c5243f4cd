//! The brand of the app: `APP_NAME`, `APP_LOGO`, `APP_ACCENT`, and the addresses in the footer. No other file names the product.

mod accent;
mod logo;

use std::sync::Arc;

use url::Url;

use super::{
    finding::BrandProblem,
    reader::{Reader, Reported},
    variable::Variable,
};

pub use self::{
    accent::{Accent, Colour, Shades},
    logo::{Logo, LogoError, LogoFormat},
};

/// The name, the logo, the colour and the contacts that every page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brand {
    /// `APP_NAME`: the name of the product.
    pub name: String,
    /// `APP_LOGO`: the picture beside the name. `None` means the built-in picture.
    pub logo: Option<Arc<Logo>>,
    /// `APP_ACCENT`: the colour of buttons and links. `None` means the colour of the style sheet.
    pub accent: Option<Accent>,
    /// `APP_SUPPORT`: a `mailto:` or `https:` address.
    pub support: Option<Url>,
    /// `APP_PRIVACY_URL`: the privacy statement.
    pub privacy: Option<Url>,
    /// `APP_TERMS_URL`: the terms of use.
    pub terms: Option<Url>,
}

impl Default for Brand {
    fn default() -> Self {
        Self { name: Self::NAME.to_owned(), logo: None, accent: None, support: None, privacy: None, terms: None }
    }
}

impl Brand {
    const NAME: &str = "Leptos Entra";
    /// Upper bound of a name in characters. A longer name does not fit into the header of a phone.
    pub const LONGEST_NAME: usize = 40;

    /// Reads the brand. An invalid value is reported and replaced by its default, so that the findings can be served.
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            name: name(reader).unwrap_or_else(|Reported| Self::NAME.to_owned()),
            logo: logo(reader).unwrap_or_default(),
            accent: accent(reader).unwrap_or_default(),
            support: address(reader, Variable::AppSupport).unwrap_or_default(),
            privacy: address(reader, Variable::AppPrivacyUrl).unwrap_or_default(),
            terms: address(reader, Variable::AppTermsUrl).unwrap_or_default(),
        }
    }
}

fn name(reader: &mut Reader<'_>) -> Result<String, Reported> {
    let Some(name) = reader.setting(Variable::AppName)? else { return Ok(Brand::NAME.to_owned()) };
    if name.chars().count() > Brand::LONGEST_NAME {
        return Err(reader.report(Variable::AppName, BrandProblem::NameTooLong));
    }
    Ok(name)
}

fn logo(reader: &mut Reader<'_>) -> Result<Option<Arc<Logo>>, Reported> {
    let Some(path) = reader.setting(Variable::AppLogo)? else { return Ok(None) };
    match Logo::read(path.as_ref()) {
        Ok(logo) => Ok(Some(Arc::new(logo))),
        Err(error) => Err(reader.report(Variable::AppLogo, BrandProblem::Logo(error))),
    }
}

fn accent(reader: &mut Reader<'_>) -> Result<Option<Accent>, Reported> {
    let Some(text) = reader.setting(Variable::AppAccent)? else { return Ok(None) };
    let Some(colour) = Colour::parse(&text) else {
        let value = reader.shown(Variable::AppAccent, &text);
        return Err(reader.report(Variable::AppAccent, BrandProblem::NotColour(value)));
    };
    let accent = Accent::of(colour);
    accent.map(Some).map_err(|readable| reader.report(Variable::AppAccent, BrandProblem::Unreadable { readable }))
}

/// Reads an address for the footer: https, or for the support an e-mail address.
fn address(reader: &mut Reader<'_>, variable: Variable) -> Result<Option<Url>, Reported> {
    let Some(text) = reader.setting(variable)? else { return Ok(None) };
    let url = Url::parse(&text).ok();
    let is_mail = |url: &Url| {
        variable == Variable::AppSupport
            && url.scheme() == "mailto"
            && url.path().split_once('@').is_some_and(|(user, host)| !user.is_empty() && !host.is_empty())
    };
    let is_web = |url: &Url| url.scheme() == "https" && url.username().is_empty() && url.password().is_none();
    match url.filter(|url| is_mail(url) || is_web(url)) {
        Some(url) => Ok(Some(url)),
        None if variable == Variable::AppSupport => Err(reader.report(variable, BrandProblem::NotSupportAddress)),
        None => Err(reader.report(variable, BrandProblem::NotHttps)),
    }
}
