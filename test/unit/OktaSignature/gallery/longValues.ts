import { isAddress } from './sampleProfiles';

/** The longest values that occur in practice, with characters that HTML has to escape. */
const LONG: Record<string, string> = {
	fullName: `Maximiliane-Alexandra ${'von-Hohenstein-Wittelsbach-und-Schwarzenberg'}`,
	title: 'Senior Vice President for Digital Transformation, Process Excellence & Sustainability in Europe, the Middle East & Africa',
	department: 'Corporate Strategy, Mergers & Acquisitions, Investor Relations & "Special Projects" of the Executive Board',
	organization: "Acme Versicherungs- & Vermögensverwaltungsgesellschaft mbH & Co. KG – Zweigniederlassung für Deutschland, Österreich & d'Europe",
	primaryPhone: '+49 89 99998012 ext. 90123', mobilePhone: '+49 176 04069012',
	email: "maximiliane-alexandra.o'von-hohenstein-wittelsbach-und-schwarzenberg@vermoegensverwaltung.versicherungen.acme.example",
	addressLine: 'Bürgermeister-Freiherr-von-Stauffenberg-Straße 123–125, Gebäude C, 4. Obergeschoss, Eingang "Süd" & Tiefgarage, 85774-1234 Unterföhring bei München an der Isar',
	city: 'Unterföhring bei München an der Isar', accentColor: 'rgb(160, 90, 44)', textColor: 'rgb(107, 114, 128)', direction: 'rtl', language: 'zh-Hant-HK', languageSecond: 'zh-Hant-HK',
	pronouns: 'she/her/hers · sie/ihr', phoneLabel: 'Telefon (Zentrale):', mobileLabel: 'Mobiltelefon:', emailLabel: 'E-Mail-Adresse:', websiteLabel: 'Im Internet:', bookingText: 'Beratungstermin vereinbaren & vorbereiten',
	// The longest names that these networks allow.
	linkedInUrl: `https://www.linkedin.com/in/${'maximiliane-alexandra-von-hohenstein-wittelsbach-'.repeat(2)}1`, xUrl: 'https://x.com/versicherungen1', instagramUrl: `https://www.instagram.com/${'versicherungen.'.repeat(2)}`,
	youTubeUrl: `https://www.youtube.com/@${'versicherungen.'.repeat(2)}`, facebookUrl: `https://www.facebook.com/${'versicherungen.deutschland'.repeat(2)}`, gitHubUrl: `https://github.com/${'versicherungen-'.repeat(2)}deutschlan`,
	iconsUrl: 'https://static.versicherungen.acme.example/unternehmen/signatur/symbole/soziale-netzwerke/2027',
	disclaimer: 'This e-mail & its attachments may contain "confidential" information. If you are not the recipient, please delete it. '.repeat(9),
	companyDetails: 'Acme Versicherungs-AG & Co. KGaA · Sitz der Gesellschaft: München · Amtsgericht München HRB 123456 · '.repeat(4),
};
const longAddress = `https://www.versicherungen.acme.example/unternehmen/signatur?${'kampagne=signatur&quelle=mail&'.repeat(6)}`;
/** For a field without a value of its own: a long URL, or a long name. */
export const longValue = (name: string) => LONG[name] ?? (isAddress(name) ? longAddress : LONG.organization);
