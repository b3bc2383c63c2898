import { createApp } from '@backstage/frontend-defaults';
import { navModule } from './nav';
import { signInModule } from './signIn';

/**
 * The plugins, Security among them, are not listed here: `app.packages: all`
 * in the config takes them from the dependencies of this package.
 */
export const app = createApp({ features: [signInModule, navModule] });
