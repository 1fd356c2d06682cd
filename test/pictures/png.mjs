/**
 * Reduces screenshots to a third of their size: Chromium writes 24 bits per pixel, but a palette is enough for text on plain
 * backgrounds.
 * Format: https://www.w3.org/TR/png-3/
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const PALETTE_SIZE = 256;

/** The plain backgrounds of a picture. Their colours are kept exactly, even similar ones. */
const SURFACES = 24;

/** @param {Buffer} png @returns {Record<string, Buffer>} by type, the data's pieces put together */
function chunksOf(png) {
	/** @type {Record<string, Buffer>} */
	const chunks = {};
	for (let at = SIGNATURE.length; at < png.length; ) {
		const length = png.readUInt32BE(at);
		const type = png.toString('latin1', at + 4, at + 8);
		chunks[type] = Buffer.concat([chunks[type] ?? Buffer.alloc(0), png.subarray(at + 8, at + 8 + length)]);
		at += length + 12;
	}
	return chunks;
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const out = Buffer.alloc(body.length + 8);
	out.writeUInt32BE(data.length);
	body.copy(out, 4);
	out.writeUInt32BE(crc32(body), body.length + 4);
	return out;
}

/** @param {number} left @param {number} up @param {number} corner */
function paeth(left, up, corner) {
	const [toLeft, toUp, toCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
	if (toLeft <= toUp && toLeft <= toCorner) return left;
	return toUp <= toCorner ? up : corner;
}

/**
 * Removes the row filters.
 *
 * @param {Buffer} data - a filter byte before each row
 * @param {number} stride - bytes per row
 * @param {number} size - bytes per pixel
 */
function unfilter(data, stride, size) {
	const out = Buffer.alloc((data.length / (stride + 1)) * stride);
	for (let row = 0; row * stride < out.length; row++) {
		const filter = data[row * (stride + 1)];
		for (let i = 0; i < stride; i++) {
			const at = row * stride + i;
			const left = i < size ? 0 : out[at - size];
			const up = row === 0 ? 0 : out[at - stride];
			const corner = i < size || row === 0 ? 0 : out[at - stride - size];
			const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
			out[at] = data[row * (stride + 1) + 1 + i] + guess;
		}
	}
	return out;
}

/**
 * The most frequent colours that are not close to one already chosen, so that shades at text edges do not use up the palette.
 *
 * @param {Map<number, number>} counts - number of pixels by colour
 */
function choosePalette(counts) {
	const colors = [...counts].sort((a, b) => b[1] - a[1]).map(([color]) => color);
	for (const apart of [12, 8, 5, 3, 0]) {
		/** @type {number[]} */
		const palette = colors.slice(0, SURFACES);
		for (const color of colors.slice(SURFACES)) {
			if (palette.length === PALETTE_SIZE) break;
			if (palette.every((chosen) => distance(chosen, color) > apart * apart)) palette.push(color);
		}
		if (palette.length === PALETTE_SIZE || apart === 0) return palette;
	}
	return [];
}

/** @param {number} a @param {number} b */
function distance(a, b) {
	const [red, green, blue] = [(a >> 16) - (b >> 16), ((a >> 8) & 255) - ((b >> 8) & 255), (a & 255) - (b & 255)];
	return red * red + green * green + blue * blue;
}

/**
 * @param {Buffer} png - a browser screenshot: eight bits per channel, not interlaced; transparency is lost
 * @returns {Buffer} the same picture in up to 256 colours
 */
export function withPalette(png) {
	const { IHDR, IDAT } = chunksOf(png);
	const [width, height] = [IHDR.readUInt32BE(0), IHDR.readUInt32BE(4)];
	const size = IHDR[9] === 6 ? 4 : 3;
	const pixels = unfilter(inflateSync(IDAT), width * size, size);
	const colors = Array.from({ length: width * height }, (_, i) => pixels.readUIntBE(i * size, 3));
	/** @type {Map<number, number>} */
	const counts = new Map();
	for (const color of colors) counts.set(color, (counts.get(color) ?? 0) + 1);

	const palette = choosePalette(counts);
	const index = new Map([...counts.keys()].map((color) => {
		const distances = palette.map((chosen) => distance(chosen, color));
		return [color, distances.indexOf(Math.min(...distances))];
	}));
	const rows = Buffer.alloc((width + 1) * height);
	colors.forEach((color, i) => (rows[i + Math.floor(i / width) + 1] = index.get(color) ?? 0));

	const header = Buffer.from(IHDR);
	header[9] = 3;
	const entries = Buffer.from(palette.flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255]));
	return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('PLTE', entries), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}
