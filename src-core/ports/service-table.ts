/** Services of one purpose. */
export interface ServiceGroup {
  /** What the purpose is usually found by: `port name` with commas between; those of all groups are a hundred. */
  readonly main: string;
  /** The others, in ascending order. */
  readonly others: string;
}

/**
 * TCP services by what they are for. The names are those registered with IANA (Service Name and Transport Protocol Port
 * Number Registry, RFC 6335), in lower case, also where a product without a name there is found more often (9200,
 * 6443): what is registered can be looked up, and what answers is asked. Else it is the protocol's or the product's own.
 *
 * The order is a rule of our own, and no count of what is open anywhere: the groups stand in the order in which an
 * administrator asks (how do I get in, what does it serve, what does it run), the main services of every group come
 * first, then the others of every group, each in ascending order. Whoever adds a service adds it to its group.
 */
export const serviceGroups: Readonly<Record<string, ServiceGroup>> = {
  'remote access': {
    main: '22 ssh,23 telnet,513 login,514 shell,2222 ethernet-ip-1,3389 ms-wbt-server,5900 rfb,5901 vnc-1,5985 wsman,5986 wsmans',
    others:
      '512 exec,543 klogin,544 kshell,992 telnets,1494 ica,2179 vmrdp,2598 citriximaclient,3283 net-assistant,4899 radmin-port,5631 pcanywheredata,5902 vnc-2,5903 vnc-3,5938 teamviewer,6000 x11,6001 x11-1,6002 x11-2,7681 ttyd,16992 amt-soap-http,16993 amt-soap-https,22222 easyengine',
  },
  'web pages': {
    main: '80 http,443 https,3000 hbci,5000 commplex-main,8000 irdmi,8008 http-alt,8080 http-alt,8081 sunproxyadmin,8082 us-cli,8088 radan-http,8443 pcsync-https,8888 ddi-tcp-1,9000 cslistener,9090 websm,9443 tungsten-https',
    others:
      '81 http-alt,591 http-alt,3001 origo-native,4443 pharos,5001 commplex-link,7443 oracleas-https,8001 vcom-tunnel,8083 us-srv,8086 d-s-n,8089 splunkd,8090 opsmessaging,8118 privoxy,8181 intermapper,8222 vmware-http,8444 pcsync-http,8448 matrix-federation,8834 nessus,8983 solr,9001 etlservicemgr,9080 glrpc,10000 ndmp,10443 cirrossp',
  },
  files: {
    main: '21 ftp,111 sunrpc,135 epmap,139 netbios-ssn,445 microsoft-ds,548 afpovertcp,873 rsync,990 ftps,2049 nfs,3260 iscsi-target',
    others:
      '20 ftp-data,524 ncp,860 iscsi,989 ftps-data,3205 isns,3300 ceph,3690 svn,4369 epmd,6800 ceph-osd,6881 bittorrent,8200 trivnet1,8384 marathontp,9418 git,10080 amanda,10809 nbd,9101 bacula-dir,9102 bacula-fd,9103 bacula-sd,51413 transmission',
  },
  'names and directory': {
    main: '53 domain,88 kerberos,389 ldap,464 kpasswd,636 ldaps,853 domain-s,3268 msft-gc,3269 msft-gc-ssl',
    others:
      '42 nameserver,749 kerberos-adm,1512 wins,1812 radius,1813 radius-acct,2083 radsec,5353 mdns,5355 llmnr,9389 adws',
  },
  mail: {
    main: '25 smtp,110 pop3,143 imap,465 submissions,587 submission,993 imaps,995 pop3s,4190 sieve',
    others: '109 pop2,119 nntp,220 imap3,563 nntps,783 spamd,1352 lotusnote,10024 amavis,11371 hkp',
  },
  printers: {
    main: '515 printer,631 ipp,9100 pdl-datastream',
    others: '6566 sane-port,8610 canon-mfnp,8611 canon-bjnp1,8612 canon-bjnp2',
  },
  databases: {
    main: '1433 ms-sql-s,1521 oracle,3306 mysql,5432 postgresql,5984 couchdb,6379 redis,9200 wap-wsp,11211 memcache,27017 mongodb',
    others:
      '1434 ms-sql-m,2181 eforward,2383 ms-olap4,2483 ttc,2484 ttc-ssl,2638 sybaseanywhere,3050 gds-db,3301 tarantool,5003 fmpro-internal,5601 esmagent,6432 pgbouncer,7199 cassandra-jmx,7210 maxdb,7474 neo4j,7687 bolt,9042 cassandra,9306 sphinxql,16010 hbase-master,27018 mongodb,27019 mongodb,28015 rethinkdb,33060 mysqlx,50000 ibm-db2,50070 hdfs-namenode',
  },
  'cameras, media and homes': {
    main: '554 rtsp,1400 cadkey-tablet,1883 mqtt,2869 icslap,5357 wsdapi,7000 afs3-fileserver,8009 nvme-disc,8096 jellyfin,8123 home-assistant,8554 rtsp-alt,8883 secure-mqtt,32400 plex,37777 dahua,62078 apple-mobdev2',
    others:
      '1755 ms-streaming,1900 ssdp,1935 macromedia-fcs,3671 efcp,3689 daap,5540 sdreport,5683 coap,5684 coaps,6052 x11,6053 x11,8060 aero,9671 knxnetip,9761 insteon,34567 dhanalakshmi',
  },
  'network devices': {
    main: '49 tacacs,179 bgp,830 netconf-ssh,1080 socks,1723 pptp,3128 ndl-aas,4786 smart-install,7547 cwmp,8291 winbox,8728 routeros-api',
    others:
      '161 snmp,199 smux,646 ldp,705 agentx,1194 openvpn,1701 l2tp,3493 nut,3551 apcupsd,5351 nat-pmp,5666 nrpe,6514 syslog-tls,6653 openflow,8729 routeros-api-ssl,9050 tor-socks,51820 wireguard',
  },
  voice: {
    main: '1720 h323hostcall,2000 cisco-sccp,5060 sip,5061 sips',
    others:
      '3478 stun,4569 iax,5222 xmpp-client,5269 xmpp-server,5280 xmpp-bosh,5349 stuns,6667 ircu,6697 ircs-u,64738 mumble',
  },
  industry: {
    main: '102 iso-tsap,502 mbap,4840 opcua-tcp,20000 dnp,44818 ethernet-ip-2',
    others:
      '2404 iec-104,2455 wago-io-system,2761 dicom-iscl,2762 dicom-tls,5094 hart-ip,11001 metasys,11112 dicom,19999 dnp-sec,20547 proconos,30718 lantronix,34962 profinet-rt,34964 profinet-cm,47808 bacnet',
  },
  'servers and what runs on them': {
    main: '2375 docker,6443 sun-sr-https,8006 wpl-analytics,10250 kubelet',
    others:
      '623 oob-ws-http,1099 rmiregistry,1311 rxmon,1414 ibm-mqseries,2376 docker-s,2379 etcd-client,2380 etcd-server,4505 saltstack-publish,4506 saltstack-request,4848 appserv-http,4949 munin,5201 targus-getdata1,5671 amqps,5672 amqp,5988 wbem-http,5989 wbem-https,7001 afs3-callback,7946 docker-swarm,8140 puppet,8172 iis-deploy,8332 bitcoin-rpc,8333 bitcoin,8500 fmtp,8530 wsus,8531 wsus-tls,8545 ethereum-rpc,9092 xmlipcregsvc,9093 copycat,9182 windows-exporter,9997 palace-6,10050 zabbix-agent,10051 zabbix-trapper,10255 kubelet-readonly,10256 kube-proxy,11434 ollama,15672 rabbitmq-management,17988 ilo-vmedia,25565 minecraft,27015 source-engine,61613 stomp,61616 activemq',
  },
  'small and old services': {
    main: '',
    others:
      '1 tcpmux,7 echo,9 discard,11 systat,13 daytime,15 netstat,17 qotd,19 chargen,37 time,43 nicname,70 gopher,79 finger,113 ident,427 svrloc,540 uucp,2628 dict,2947 gpsd,3632 distcc',
  },
};
