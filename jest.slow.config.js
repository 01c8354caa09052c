import { slow } from './jest.config.js';

export default slow;
