export * from './access';
export * from './accounts';
export * from './apiKeys';
export * from './listAccounts';
export * from './plugins';
export * from './reach';
export * from './self';
export * from './uses';
