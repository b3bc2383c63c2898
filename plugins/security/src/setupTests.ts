import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Roles and names are computed for all of a page, which takes its time where
// many tests share a processor.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });
