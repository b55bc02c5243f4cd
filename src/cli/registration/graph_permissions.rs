//! The IDs of delegated permissions of Microsoft Graph. They are the same in every tenant.

/// The permissions that apps like this one use, from Microsoft's published list of permissions.
static IDS: [(&str, &str); 33] = [
    ("openid", "37f7f235-527c-4136-accd-4a02d197296e"),
    ("profile", "14dad69e-099b-42c9-810b-d002981feec1"),
    ("offline_access", "7427e0e9-2fba-42fe-b0c0-848c9e6a8182"),
    ("email", "64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0"),
    ("User.Read", "e1fe6dd8-ba31-4d61-89e7-88639da4683d"),
    ("User.ReadBasic.All", "b340eb25-3456-403f-be2f-af7a0d370277"),
    ("User.Read.All", "a154be20-db9c-4678-8ab7-66f6cc099a59"),
    ("User.ReadWrite", "b4e74841-8e56-480b-be8b-910348b18b4c"),
    ("User.RevokeSessions.All", "fc30e98b-8810-4501-81f5-c20a3196387b"),
    ("Mail.Read", "570282fd-fa5c-430d-a7fd-fc8dc98a9dca"),
    ("Mail.ReadBasic", "a4b8392a-d8d1-4954-a029-8e668a39a170"),
    ("Mail.ReadWrite", "024d486e-b451-40bb-833d-3e66d98c5c73"),
    ("Mail.Send", "e383f46e-2787-4529-855e-0e479a3ffac0"),
    ("MailboxSettings.Read", "87f447af-9fa4-4c32-9dfa-4a57a73d18ce"),
    ("Calendars.Read", "465a38f9-76ea-45b9-9f34-9e8b0d4b0b42"),
    ("Calendars.ReadBasic", "662d75ba-a364-42ad-adee-f5f880ea4878"),
    ("Calendars.ReadWrite", "1ec239c2-d7c9-4623-a91a-a9775856bb36"),
    ("Contacts.Read", "ff74d97f-43af-4b68-9f2a-b77ee6968c5d"),
    ("People.Read", "ba47897c-39ec-4d83-8086-ee8256fa737d"),
    ("Presence.Read", "76bc735e-aecd-4a1d-8b4c-2b915deabb79"),
    ("Presence.Read.All", "9c7a330d-35b3-4aa1-963d-cb2b9f927841"),
    ("Files.Read", "10465720-29dd-4523-a11a-6a75c743c9d9"),
    ("Files.Read.All", "df85f4d6-205c-4ac5-a5ea-6bf408dba283"),
    ("Files.ReadWrite", "5c28f0bf-8a70-41f1-8ab2-9032436ddb65"),
    ("Sites.Read.All", "205e70e5-aba6-4c52-a976-6d2d46c48043"),
    ("Team.ReadBasic.All", "485be79e-c497-4b35-9400-0e3fa7f2a5d4"),
    ("Chat.Read", "f501c180-9344-439a-bca0-6cbf209fd270"),
    ("Tasks.Read", "f45671fb-e0fe-4b4b-be20-3d3ce43f1bcb"),
    ("Tasks.ReadWrite", "2219042f-cab5-40cc-b0d2-16b1540b4c5f"),
    ("Notes.Read", "371361e4-b9e2-4a3f-8315-2a301a3b0a3d"),
    ("GroupMember.Read.All", "bc024368-1153-4739-b217-4326f2e966d0"),
    ("Group.Read.All", "5f8c59db-677d-491f-a6b8-5f174b11ec1d"),
    ("Directory.Read.All", "06da0dbc-49e2-44d2-8312-53f166ab848a"),
];

/// Returns the ID of a delegated permission.
pub fn id(name: &str) -> Option<&'static str> {
    IDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, id)| *id)
}
