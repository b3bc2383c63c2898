module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // Supertest asserts with a method of the request.
    'jest/expect-expect': [
      'warn',
      { assertFunctionNames: ['expect', '**.expect'] },
    ],
  },
});
