import nock from 'nock';

/** No test reaches the network; a server of its own on this machine is all it may talk to. */
nock.disableNetConnect();
nock.enableNetConnect(/^(127\.0\.0\.1|localhost|\[?::1\]?)(:\d+)?$/);
