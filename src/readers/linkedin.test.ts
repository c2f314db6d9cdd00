import { describe, expect, test } from 'vitest';
import { accountsOn } from '../../tests/unit/link-fixture.ts';

const at = accountsOn('linkedin');

describe('links', () => {
  test.each([
    ['https://www.linkedin.com/in/jane-example-4b946a9b', 'in/jane-example-4b946a9b'],
    ['https://de.linkedin.com/in/Jane-Example/', 'in/Jane-Example'],
    ['http://m.linkedin.com/in/jane-example?trk=x#top', 'in/jane-example'],
    ['https://www.linkedin.com/in/s%C3%B8ren-1b4971149/', 'in/søren-1b4971149'],
    ['https://www.linkedin.com/in/иван-иванов-12/', 'in/иван-иванов-12'],
    ['https://www.linkedin.com/in/jane-example/details/experience/', 'in/jane-example'],
    ['https://www.linkedin.com/in/jane-example/overlay/contact-info/', 'in/jane-example'],
    ['https://www.linkedin.com/in/jane-example/de', 'in/jane-example'],
    ['https://www.linkedin.com/mwlite/in/jane-example', 'in/jane-example'],
    ['https://www.linkedin.com/company/example-co/posts/?feedView=all', 'company/example-co'],
    ['https://www.linkedin.com/company/6926/', 'company/6926'],
    ['https://www.linkedin.com/school/10848/?legacySchoolId=10848', 'school/10848'],
    ['https://www.linkedin.com/showcase/example-labs', 'showcase/example-labs'],
    ['https://www.linkedin.com/profile/view?id=12345678&trk=x', '#12345678'],
    [
      'https://www.linkedin.com/redir/redirect?url=https%3A%2F%2Fwww.linkedin.com%2Fin%2Fjane&urlhash=x',
      'in/jane',
    ],
  ])('%s names %s', (address, account) => {
    expect(at(address)).toBe(account);
  });

  test.each([
    'https://www.linkedin.com/',
    'https://www.linkedin.com/feed/',
    'https://www.linkedin.com/feed/update/urn:li:activity:7163147469877407744/',
    'https://www.linkedin.com/posts/jane-example_a-title-activity-7163147469877407744-AbCd',
    'https://www.linkedin.com/pulse/a-title-jane-example-abcde/',
    'https://www.linkedin.com/jobs/view/123',
    'https://www.linkedin.com/groups/2771711',
    'https://www.linkedin.com/pub/dir/Jane/Example',
    'https://www.linkedin.com/in/',
    'https://www.linkedin.com/in/me/',
    'https://www.linkedin.com/in/ACoAABcDeFgHiJkLmNoPqRsTuVwXyZ01234567_',
    'https://www.linkedin.com/in/jane%2Fexample',
    'https://www.linkedin.com/in/%',
    'https://www.linkedin.com/profile/view?id=AAkAAB',
    'https://www.linkedin.com/authwall?sessionRedirect=https%3A%2F%2Fwww.linkedin.com%2Fin%2Fjane',
    'https://www.linkedin.com/shareArticle?url=https%3A%2F%2Fwww.linkedin.com%2Fin%2Fjane',
    'https://learning.linkedin.com/in/jane',
    'https://lnkd.in/AbCdEf',
    'https://evillinkedin.com/in/jane',
  ])('%s names nobody', (address) => {
    expect(at(address)).toBeNull();
  });

  test('letters that only look alike stay apart', () => {
    expect(at('https://www.linkedin.com/in/jаne')).not.toBe('in/jane');
  });
});
