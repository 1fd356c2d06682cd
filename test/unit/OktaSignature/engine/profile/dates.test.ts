import fc from 'fast-check';
import { dateIn, instantOf } from '../../../../../nodes/OktaSignature/engine/profile/dates';
import { holds } from '../../../../support/fuzz';

describe('instantOf', () => {
	it.each([
		['Europe/Berlin', '2026-03-01', '2026-02-28T23:00:00Z'],
		['Europe/Berlin', '2026-07-01T09:30', '2026-07-01T07:30:00Z'],
		['Europe/Berlin', '2026-07-01 09:30:15.250', '2026-07-01T07:30:15.250Z'],
		['Asia/Tokyo', '2026-03-01T23:59:59Z', '2026-03-01T23:59:59Z'],
		['Asia/Kolkata', '2026-03-01T00:00:00', '2026-02-28T18:30:00Z'],
		['America/New_York', '2026-03-01T01:00:00.000+01:00', '2026-03-01T00:00:00Z'],
		['UTC', 'Sun Mar 01 2026 01:00:00 GMT+0100 (Central European Standard Time)', '2026-03-01T00:00:00Z'],
		['UTC', 'Sun, 01 Mar 2026 00:00:00 GMT', '2026-03-01T00:00:00Z'],
		['UTC', '2028-02-29', '2028-02-29T00:00:00Z'],
		// Clocks go forward at 2:00 and back at 3:00.
		['Europe/Berlin', '2026-03-29T01:59:59', '2026-03-29T00:59:59Z'],
		['Europe/Berlin', '2026-03-29T03:00:00', '2026-03-29T01:00:00Z'],
		['Europe/Berlin', '2026-10-25T04:00:00', '2026-10-25T03:00:00Z'],
	])('%s %s', (zone, stamp, expected) => {
		expect(instantOf(stamp, zone)).toBe(Date.parse(expected));
	});

	it.each(['soon', '', '2026', '2026-13-01', '1.3.2026', '03/01/2026', 'Mar 1, 2026', '2026-02-30', '2026-00-10', '2026-02-29T10:00:00Z', '2026-02-30T10:00:00+01:00', '03/04/2026 10:00 GMT', '2026/03/01 10:00:00 GMT', 'Mon Feb 30 2026 01:00:00 GMT+0100', 'Sun, 31 Nov 2026 00:00:00 GMT', 'Sun Foo 01 2026 01:00:00 GMT', '2026-03-01T25:00', '2026-03-01T10:00:00+99:00', '2026-03-01T10:00 GMT'])('refuses %j, which is not a date or is read differently in other countries', (stamp) => {
		expect(instantOf(stamp, 'UTC')).toBeUndefined();
	});
});

/** A date that may not exist, and its parts. */
const anyDate = fc.record({ year: fc.integer({ min: 1970, max: 2100 }), month: fc.integer({ min: 0, max: 14 }), day: fc.integer({ min: 0, max: 33 }) });

const twoDigits = (value: number) => String(value).padStart(2, '0');

describe('any date', () => {
	it('is the same day in its time zone, or refused when the calendar does not have it', () => {
		const form = fc.constantFrom<(date: string) => string>((date) => date, (date) => `${date}T12:00`, (date) => `${date} 12:00:30.5`);
		holds(
			fc.property(anyDate, form, fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kolkata', 'America/New_York'), ({ year, month, day }, write, zone) => {
				const date = `${year}-${twoDigits(month)}-${twoDigits(day)}`;
				// Day 0 of the next month is the last day of this one.
				const exists = month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
				const instant = instantOf(write(date), zone);
				expect(instant === undefined).toBe(!exists);
				if (instant !== undefined) expect(dateIn(zone, instant)).toBe(date);
			}),
			500,
		);
	});

	it('that JavaScript writes is read as the same instant', () => {
		holds(
			fc.property(fc.date({ min: new Date('1970-01-02'), max: new Date('2100-01-01'), noInvalidDate: true }), (date) => {
				expect(instantOf(date.toISOString(), 'Asia/Tokyo')).toBe(date.getTime());
				const seconds = Math.floor(date.getTime() / 1000) * 1000;
				expect(instantOf(date.toString(), 'Asia/Tokyo')).toBe(seconds);
				expect(instantOf(date.toUTCString(), 'Asia/Tokyo')).toBe(seconds);
			}),
			500,
		);
	});
});

/** Hours and minutes, as an offset writes them. */
const clock = (maxHour: number) => fc.tuple(fc.integer({ min: 0, max: maxHour }), fc.constantFrom(0, 30, 45)).map(([hours, minutes]) => [twoDigits(hours), twoDigits(minutes)] as const);

describe('a time with an offset', () => {
	it('is the same instant in every time zone, with and without colon, seconds and blanks around it', () => {
		const written = fc.record({ letter: fc.constantFrom('T', 't', ' '), colon: fc.constantFrom(':', ''), seconds: fc.constantFrom('', ':00', ':00.0', ':00.000000000'), blank: fc.constantFrom('', ' ', '\n') });
		holds(
			fc.property(clock(23), fc.constantFrom('+', '-'), clock(14), written, fc.constantFrom('UTC', 'Asia/Tokyo'), ([hour, minute], sign, [offsetHour, offsetMinute], { letter, colon, seconds, blank }, zone) => {
				const ahead = (Number(offsetHour) * 60 + Number(offsetMinute)) * (sign === '+' ? 1 : -1);
				const expected = Date.UTC(2026, 2, 1, Number(hour), Number(minute)) - ahead * 60_000;
				const stamp = `2026-03-01${letter}${hour}:${minute}${seconds}`;
				expect(instantOf(`${blank}${stamp}${sign}${offsetHour}${colon}${offsetMinute}${blank}`, zone)).toBe(expected);
				expect(instantOf(`${stamp}z`, zone)).toBe(Date.UTC(2026, 2, 1, Number(hour), Number(minute)));
			}),
			300,
		);
	});

	it.each(['x2026-03-01', '2026-03-01x', '2026-03-01T10:00:00.', '2026-03-01T10:00:00.1234567890Z', '2026-03-01T10:00:0', '2026-03-01T1:00', '2026-03-01T10:00+1:00', '2026-03-01T10:00+01', '2026-03-01T10:00+01:0', '2026-03-01Z', 'x Sun Mar 01 2026 01:00:00 GMT', 'Sun Mar 01 2026 01:00:00 GMT x', 'Sun Mar 1 2026 01:00:00 GMT', 'Sun Mar 01 2026 01:00 GMT', 'Sun Mar 01 26 01:00:00 GMT', 'Su Mar 01 2026 01:00:00 GMT', 'Sun Mar 01 2026 01:00:00', 'Sun Mar 01 2026 01:00:00 CET', 'Sun Mar 01 2026 01:00:00 GMT+01', 'Sun Mar 01 2026 01:00:00 GMT+0100 (a) (b)', 'Sun Mar 01 2026 01:00:00 GMT+0100 (a(b)'])('is refused when it is not whole: %j', (stamp) => {
		expect(instantOf(stamp, 'UTC')).toBeUndefined();
	});

	it('is read in any case, with the words of UTC, and up to 100 characters', () => {
		const instant = Date.parse('2026-03-01T01:00:00Z');
		for (const stamp of ['SUN MAR 01 2026 01:00:00 utc', 'Sun, 01 Mar 2026 01:00:00 UTC', 'Sun Mar 01 2026 01:00:00 GMT+0000()', 'Sun Mar 01 2026 01:00:00 GMT-0000 (x)']) expect(instantOf(stamp, 'Asia/Tokyo')).toBe(instant);
		const long = (length: number) => 'Sun Mar 01 2026 01:00:00 GMT+0000 ()'.replace('()', `(${'x'.repeat(length - 36)})`);
		expect(instantOf(`  ${long(100)}  `, 'UTC')).toBe(instant);
		expect(instantOf(long(101), 'UTC')).toBeUndefined();
	});
});

describe('any time', () => {
	it('is never read in the time zone of the process', () => {
		const parse = jest.spyOn(Date, 'parse');
		for (const stamp of ['Sun, 01 Mar 2026 00:00:00 GMT', 'Sun Mar 01 2026 00:00:00 GMT+0100', '2026-03-01', '2026-03-01T10:00', '2026-03-01T10:00+01:00']) instantOf(stamp, 'Asia/Tokyo');
		const texts = parse.mock.calls.map(([text]) => text);
		parse.mockRestore();
		expect(texts.filter((text) => !/(?:Z|[+-]\d{2}:?\d{2})$/.test(text))).toEqual([]);
	});
});

describe('local time', () => {
	it('shows the same clock in its time zone, except in the hour that a clock change leaves out', () => {
		holds(
			fc.property(fc.date({ min: new Date('1970-01-02'), max: new Date('2100-01-01'), noInvalidDate: true }), fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC'), (date, zone) => {
				const local = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
				const stamp = `${local.format(date)}.${String(date.getUTCMilliseconds()).padStart(3, '0')}`;
				const instant = instantOf(stamp, zone);
				expect(local.format(instant)).toBe(local.format(date));
				expect(((instant ?? 0) % 1000 + 1000) % 1000).toBe(date.getUTCMilliseconds());
			}),
			300,
		);
	});
});

describe('dateIn', () => {
	it('is the local date of the time zone', () => {
		expect(dateIn('Asia/Tokyo', Date.parse('2026-03-01T23:59:59Z'))).toBe('2026-03-02');
		expect(dateIn('America/New_York', Date.parse('2026-03-01T01:00:00+01:00'))).toBe('2026-02-28');
	});
});
