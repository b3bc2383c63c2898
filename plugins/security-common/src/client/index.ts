export * from './SecurityApi';
export * from './SecurityClient';
