import { SITES } from '../index.ts';
import { addSites, knowHosts } from './registry.ts';
import { hostsOf } from './site-hosts.ts';

// Imported for what it does, where no reader is brought in later: every one is there from now on.
knowHosts(SITES.map(hostsOf));
addSites(SITES);
