import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';
import { Settings } from 'luxon';

// Roles and names are computed for all of a page, which takes its time where
// many tests share a processor.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });

// Times are written in the reader's zone and form: here it is always these.
Settings.defaultZone = 'utc';
Object.defineProperty(navigator, 'languages', { value: ['en-GB'] });
