export * from './accounts';
export * from './apiKeys';
export * from './listAccounts';
export * from './reach';
export * from './self';
