export { examplePolicyModule as default } from './module';
