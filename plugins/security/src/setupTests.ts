import '@testing-library/jest-dom';

// Roles and names are computed for all of a page, which takes its time where
// many tests share a processor.
jest.setTimeout(60_000);
