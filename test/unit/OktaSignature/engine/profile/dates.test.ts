import { dateIn, instantOf } from '../../../../../nodes/OktaSignature/engine/profile/dates';

describe('instantOf', () => {
	it.each([
		['Europe/Berlin', '2026-03-01', '2026-02-28T23:00:00Z'],
		['Europe/Berlin', '2026-07-01T09:30', '2026-07-01T07:30:00Z'],
		['Europe/Berlin', '2026-07-01 09:30:15.250', '2026-07-01T07:30:15.250Z'],
		['Asia/Tokyo', '2026-03-01T23:59:59Z', '2026-03-01T23:59:59Z'],
		['Asia/Kolkata', '2026-03-01T00:00:00', '2026-02-28T18:30:00Z'],
		['America/New_York', '2026-03-01T01:00:00.000+01:00', '2026-03-01T00:00:00Z'],
		['UTC', 'Sun Mar 01 2026 01:00:00 GMT+0100 (Central European Standard Time)', '2026-03-01T00:00:00Z'],
		// Clocks go forward at 2:00 and back at 3:00.
		['Europe/Berlin', '2026-03-29T01:59:59', '2026-03-29T00:59:59Z'],
		['Europe/Berlin', '2026-03-29T03:00:00', '2026-03-29T01:00:00Z'],
		['Europe/Berlin', '2026-10-25T04:00:00', '2026-10-25T03:00:00Z'],
	])('%s %s', (zone, stamp, expected) => {
		expect(instantOf(stamp, zone)).toBe(Date.parse(expected));
	});

	it.each(['soon', '', '2026', '2026-13-01', '1.3.2026', '03/01/2026', 'Mar 1, 2026'])('refuses %j, which is not a date or is read differently in other countries', (stamp) => {
		expect(instantOf(stamp, 'UTC')).toBeUndefined();
	});
});

describe('dateIn', () => {
	it('is the local date of the time zone', () => {
		expect(dateIn('Asia/Tokyo', Date.parse('2026-03-01T23:59:59Z'))).toBe('2026-03-02');
		expect(dateIn('America/New_York', Date.parse('2026-03-01T01:00:00+01:00'))).toBe('2026-02-28');
	});
});
