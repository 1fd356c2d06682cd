import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import type { CompiledSignature, CompileInput } from '../engine';
import { UnknownNames } from '../engine/check/unknownNames';
import { imageFormatProblem } from '../engine/html/url';
import { activeBanners, BannerDateError, neverShown, selectBanner, type ActiveBanner, type Banner, type CurrentBanner } from '../engine/profile/banner';
import { dateIn, instantOf } from '../engine/profile/dates';
import { Person, type PersonSettings } from '../engine/profile/person';
import { Phones } from '../engine/profile/phone';
import { BASE_ATTRIBUTES } from '../../okta/users/schemas';
import { BannerConditions } from './bannerConditions';
import { bannersSchema, brandingSchema, optionsSchema, partialsSchema, profileSchema, smartFieldsSchema, type Options } from './parameterSchemas';
import { assertProfileAttribute, DEFAULT_PROFILE_FIELD, findProfile, type FoundProfile } from './profile';
import { BRANDING_LABELS, ParameterReader } from './readParameters';
import { TemplateSelector } from './selectTemplate';
import { findSmartFieldMistakes, type SmartFieldMistakes } from './smartFieldMistakes';

/** An item's profile and what the node's parameters say about it. */
export interface ItemInput {
	profile: Record<string, unknown>;
	settings: PersonSettings;
	/** undefined when no rule matches and the node skips such people. */
	compiled: CompiledSignature | undefined;
}

/** What is read once when all items share it. */
type SharedInput = Omit<ItemInput, 'profile'>;

/** What depends on the option Now and on the banners. */
interface DatedSettings extends CurrentBanner {
	now: string;
	banners: readonly Banner[] | undefined;
	/** Banners of this moment. The banner itself is the one of someone who gets all. */
	active: readonly ActiveBanner[];
	today: string;
}

const PROFILE_RESOLUTION = "Use an expression that reads each item, such as {{ $json.profile }}, or leave 'Profile' empty.";

/** Reads items and the node's parameters for them. */
export class ItemReader {
	readonly templates: TemplateSelector;

	readonly parameters: ParameterReader;

	private readonly phones = new Phones();

	/** The same time for the whole execution, even when it runs past midnight. */
	private readonly startedAt = Date.now();

	/** What is wrong with the smart fields, found when they are read for the first time. */
	private smartFieldMistakes: SmartFieldMistakes | undefined;

	/** The first value of the parameter Profile, and how many of the items so far have the same. */
	private readonly sameProfile = { profile: '', items: 0 };

	private dated: DatedSettings = { now: '', banners: undefined, active: [], today: '', banner: undefined, bannerWarnings: [] };

	readonly bannerConditions: BannerConditions;

	/** A sentence about a banner that nobody ever gets. */
	private bannerHint = '';

	/** No parameter holds an expression, and neither rules nor conditions of banners look at the person. */
	private readonly isSameForAll: boolean;

	private shared: SharedInput | undefined;

	constructor(private readonly context: IExecuteFunctions) {
		this.parameters = new ParameterReader(context);
		this.bannerConditions = new BannerConditions(this.parameters);
		this.templates = new TemplateSelector(context, this.parameters);
		this.isSameForAll = this.parameters.isConstant('') && !this.templates.usesRules && !this.bannerConditions.existAnywhere;
	}

	options(itemIndex: number): Options {
		return this.parameters.read('options', 'Options', itemIndex, optionsSchema);
	}

	/**
	 * @param json the item, which may be anything
	 * @param options of the item
	 * @throws NodeOperationError that names the invalid parameter, or the template's line and column
	 * @throws ItemError when the item is not a person, or a rule cannot be evaluated for it
	 */
	read(json: unknown, itemIndex: number, options: Options): ItemInput {
		const found = this.profile(json, options, itemIndex);
		const { profile } = found;
		const { settings, compiled } = this.shared ?? this.parametersFor(profile, options, itemIndex);
		assertProfileAttribute(found, settings, compiled);
		return { profile, settings, compiled };
	}

	private parametersFor(profile: Record<string, unknown>, options: Options, itemIndex: number): SharedInput {
		const settings = this.settingsFor(profile, options, itemIndex);
		const compiled = this.templates.select(
			itemIndex,
			this.compileInput(options, itemIndex),
			() => new Person(profile, settings, () => {}),
		);
		const input = { settings, compiled };
		if (this.isSameForAll) this.shared = input;
		return input;
	}

	/** The profile in the parameter Profile, otherwise in the item. A caller may fill the parameter with a whole Okta user. */
	private profile(json: unknown, { profileField }: Options, itemIndex: number): FoundProfile {
		const entered = this.parameters.read('profile', 'Profile', itemIndex, profileSchema);
		if (entered === undefined) return findProfile(json, profileField, 'The item');
		this.noteProfile(entered, itemIndex);
		return findProfile(entered, DEFAULT_PROFILE_FIELD, "Parameter 'Profile'");
	}

	private noteProfile(entered: Record<string, unknown>, itemIndex: number): void {
		// Two profiles that differ say enough.
		if (this.sameProfile.items !== itemIndex) return;
		const profile = JSON.stringify(entered);
		if (itemIndex === 0) this.sameProfile.profile = profile;
		if (this.sameProfile.profile === profile) this.sameProfile.items++;
	}

	/**
	 * Refuses a profile that the parameter Profile holds for several items.
	 * @throws NodeOperationError before anyone is read
	 */
	assertOneProfile(): void {
		const { length } = this.context.getInputData();
		if (length < 2 || !this.parameters.isConstant('profile') || this.parameters.read('profile', 'Profile', 0, profileSchema) === undefined) return;
		throw new NodeOperationError(this.context.getNode(), `Parameter 'Profile' is the same for all ${length} items, so everyone would get the signature of one person`, {
			description: PROFILE_RESOLUTION,
		});
	}

	/** A sentence about an expression that returned the same profile for all of several items; '' otherwise. */
	private get profileHint(): string {
		const { length } = this.context.getInputData();
		if (length < 2 || this.sameProfile.items < length) return '';
		return `Parameter 'Profile' is the same for all ${length} items, so everyone got the signature of one person. ${PROFILE_RESOLUTION}`;
	}

	compileInput({ textTemplate, linkParameters, encoding }: Options, itemIndex: number): CompileInput {
		return { textTemplate, linkParameters, encoding, partials: this.parameters.read('partials', 'Partials', itemIndex, partialsSchema) };
	}

	/** The settings with the banner of this person. */
	private settingsFor(profile: Record<string, unknown>, options: Options, itemIndex: number): PersonSettings {
		const settings = this.settings(options, itemIndex);
		const { active, banners } = this.dated;
		this.bannerConditions.assertReadable(banners ?? []);
		if (!this.bannerConditions.existAnywhere) return settings;
		// Conditions cannot look at the banner that they choose.
		const person = new Person(profile, { ...settings, banner: undefined, bannerWarnings: [] }, () => {});
		return { ...settings, ...this.bannerConditions.select(active, person, itemIndex) };
	}

	/** The settings of whoever gets every banner. */
	settings({ phoneRegion, now }: Options, itemIndex: number): PersonSettings {
		const smartFields = this.smartFields(itemIndex);
		const banners = this.banners(itemIndex);
		// Formatting a date for every item would cost more than rendering it.
		if (this.dated.now !== now || this.dated.banners !== banners) this.dated = this.datedSettings(now, banners, itemIndex);
		const { today, banner, bannerWarnings } = this.dated;
		const branding = this.parameters.read('branding', 'Branding', itemIndex, brandingSchema);
		return { smartFields, branding, phoneRegion, phones: this.phones, today, banner, bannerWarnings };
	}

	banners(itemIndex: number): readonly Banner[] {
		return this.parameters.read('banners', 'Banners', itemIndex, bannersSchema);
	}

	/** Sentences about smart fields that are probably mistyped, about a logo that is not shown everywhere, about rules that are missing or never used, and about a banner that nobody gets. */
	get hints(): readonly string[] {
		this.smartFieldMistakes ??= findSmartFieldMistakes(this.parameters.raw(''));
		const logo = this.parameters.raw('branding.logoUrl');
		const logoFormat = typeof logo === 'string' && !logo.startsWith('=') ? imageFormatProblem(logo.trim()) : undefined;
		const logoHint = logoFormat === undefined ? '' : `The image in 'Logo URL' in 'Branding' is ${logoFormat}. Use a PNG`;
		return [...this.smartFieldMistakes.hints, logoHint, this.templates.ruleHint, this.bannerHint].filter((hint) => hint !== '');
	}

	/** Collects the names in the templates of a run. */
	unknownNames(): UnknownNames {
		return new UnknownNames(BASE_ATTRIBUTES, () => this.templates.conditionFields, this.bannerConditions.fields, BRANDING_LABELS);
	}

	/** Sentences about a whole run. With rules, a run may use only templates without a banner. @param names from everybody in the run */
	runHints(names: UnknownNames): string[] {
		const bannerHint = this.templates.usesRules ? '' : names.bannerHint;
		return [this.profileHint, names.describe(), names.brandingHint, bannerHint, ...this.hints].filter((hint) => hint !== '');
	}

	private smartFields(itemIndex: number): PersonSettings['smartFields'] {
		const smartFields = this.parameters.read('smartFields', 'Smart Fields', itemIndex, smartFieldsSchema);
		this.smartFieldMistakes ??= findSmartFieldMistakes(this.parameters.raw(''));
		const { refused } = this.smartFieldMistakes;
		if (refused === undefined) return smartFields;
		throw new NodeOperationError(this.context.getNode(), refused.message, { itemIndex, description: refused.resolution });
	}

	private datedSettings(now: string, banners: readonly Banner[], itemIndex: number): DatedSettings {
		const zone = this.context.getTimezone();
		const instant = now === '' ? this.startedAt : instantOf(now, zone);
		const description = 'Enter a date such as 2026-03-01 or 2026-03-01T09:00:00+01:00.';
		if (instant === undefined) {
			throw new NodeOperationError(this.context.getNode(), "Option 'Now' is not a date", { itemIndex, description });
		}
		try {
			const active = activeBanners(banners, instant, zone);
			if (this.parameters.isConstant('banners')) this.bannerHint = neverShown(banners, instant, zone, (index) => this.bannerConditions.isForEveryone(index));
			return { now, banners, active, today: dateIn(zone, instant), ...selectBanner(active, () => true) };
		} catch (error) {
			if (!(error instanceof BannerDateError)) throw new NodeOperationError(this.context.getNode(), error as Error, { itemIndex });
			throw new NodeOperationError(this.context.getNode(), error.message, { itemIndex, description });
		}
	}
}
