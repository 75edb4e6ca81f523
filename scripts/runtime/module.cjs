module.exports = require('./electron.cjs').default
