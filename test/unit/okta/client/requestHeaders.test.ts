import { REQUEST_HEADERS } from '../../../../nodes/okta/client/requestHeaders';
import { version } from '../../../../package.json';

it('every request says what it accepts, and which version of the package sends it', () => {
	expect(REQUEST_HEADERS).toEqual({ Accept: 'application/json', 'User-Agent': `n8n-nodes-okta-signatures/${version}` });
});
