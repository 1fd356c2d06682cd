import { fullName, initials } from '../../../../../nodes/OktaSignature/engine/profile/name';

it.each([
	['Ada', 'Lovelace', 'x', 'Ada Lovelace', 'AL'],
	['Ada', '', 'x', 'Ada', 'A'],
	['', 'Lovelace', 'x', 'Lovelace', 'L'],
	['', '', 'Lovelace, Ada (EXT)', 'Lovelace, Ada (EXT)', 'LE'],
	['', '', 'Ada', 'Ada', 'A'],
	['', '', 'Ada King Lovelace', 'Ada King Lovelace', 'AL'],
	['', '', '', '', ''],
	['', '', '007 Bond', '007 Bond', 'B'],
	['007', '???', '', '007 ???', ''],
	['élodie', 'ørsted', '', 'élodie ørsted', 'ÉØ'],
	['e\u0301lodie', 'Curie', '', 'e\u0301lodie Curie', 'E\u0301C'],
	['"Ada"', "'t Hooft", '', '"Ada" \'t Hooft', 'AT'],
	// Family names come first in Chinese, Korean and Japanese, and in no other script.
	['伟', '王', '', '王伟', '王伟'],
	['민준', '김', '', '김민준', '김민'],
	['さくら', '山田', '', '山田さくら', '山さ'],
	['さくら', 'たなか', '', 'たなかさくら', 'たさ'],
	['マリ', '山田', '', '山田マリ', '山マ'],
	['さくら', 'ヤマダ', '', 'ヤマダさくら', 'ヤさ'],
	['らーら', '山田', '', '山田らーら', '山ら'],
	// Names entirely in katakana are foreign.
	['ジョン', 'スミス', '', 'ジョン スミス', 'ジス'],
	['メアリー', 'スー', '', 'メアリー スー', 'メス'],
	['ジョン', '田中', '', '田中ジョン', '田ジ'],
	['ジョン', 'スミス田', '', 'スミス田ジョン', 'スジ'],
	['ジョン', '田スミス', '', '田スミスジョン', '田ジ'],
	['ジョン田', 'スミス', '', 'スミスジョン田', 'スジ'],
	['田ジョン', 'スミス', '', 'スミス田ジョン', 'ス田'],
	// A name with other letters keeps its order.
	['伟', 'Wang', '', '伟 Wang', '伟W'],
	['Wei', '王', '', 'Wei 王', 'W王'],
	['伟 Wei', '王', '', '伟 Wei 王', '伟王'],
	['Wei 伟', '王', '', 'Wei 伟 王', 'W王'],
	['伟', '王 Wang', '', '伟 王 Wang', '伟王'],
	['伟', 'Wang 王', '', '伟 Wang 王', '伟W'],
	['伟', '', '', '伟', '伟'],
])('%j %j (%j) is %j, in short %j', (first, last, displayName, name, letters) => {
	expect(fullName(first, last, displayName)).toBe(name);
	expect(initials(first, last, displayName)).toBe(letters);
});
