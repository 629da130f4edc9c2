/**
 * Services by port, the most common first. The names are those registered with IANA (Service Name and Transport
 * Protocol Port Number Registry, RFC 6335) where there is one, else the product's own in lower case. The order is our
 * own estimate of what is found open on networks of offices, homes, data centres and industry; no table of another
 * scanner was used for it.
 */
export const serviceTable = `
80 http,443 https,22 ssh,445 microsoft-ds,139 netbios-ssn,135 epmap,3389 ms-wbt-server,53 domain
21 ftp,23 telnet,25 smtp,8080 http-alt,8443 pcsync-https,631 ipp,9100 pdl-datastream,515 printer
5900 rfb,3306 mysql,5432 postgresql,111 sunrpc,2049 nfs,548 afpovertcp,5000 commplex-main,8000 irdmi
8008 http-alt,8009 nvme-disc,554 rtsp,1883 mqtt,8883 secure-mqtt,6379 redis,110 pop3,143 imap
993 imaps,995 pop3s,587 submission,465 submissions,389 ldap,636 ldaps,88 kerberos,464 kpasswd
3268 msft-gc,3269 msft-gc-ssl,5985 wsman,5986 wsmans,1433 ms-sql-s,1521 oracle,27017 mongodb,9200 elasticsearch
5601 esmagent,3000 hbci,9090 websm,8888 ddi-tcp-1,8006 proxmox,10000 ndmp,5060 sip,5061 sips
1720 h323hostcall,2000 cisco-sccp,5001 commplex-link,5357 wsdapi,7547 cwmp,62078 apple-mobdev2,7000 afs3-fileserver,7100 font-service
8123 home-assistant,32400 plex,1400 cadkey-tablet,8060 aero,1900 ssdp,5353 mdns,2869 icslap,3689 daap
1080 socks,3128 ndl-aas,8118 privoxy,502 mbap,102 iso-tsap,44818 enip-2,20000 dnp,4840 opcua-tcp
47808 bacnet,161 snmp,179 bgp,830 netconf-ssh,8291 winbox,8728 routeros-api,8729 routeros-api-ssl,4786 smart-install
2222 enip-1,10443 cirrossp,8089 splunkd,873 rsync,3260 iscsi-target,5666 nrpe,10050 zabbix-agent,10051 zabbix-trapper
9182 windows-exporter,2375 docker,2376 docker-s,6443 kubernetes-api,10250 kubelet,2379 etcd-client,2380 etcd-server,8500 consul
8200 trivnet1,9092 kafka,2181 zookeeper,5672 amqp,5671 amqps,15672 rabbitmq-management,61616 activemq,11211 memcache
9000 cslistener,9001 etlservicemgr,9002 dynamid,9042 cassandra,7001 afs3-callback,7002 afs3-prserver,8086 d-s-n,8088 radan-http
8090 opsmessaging,8096 jellyfin,8181 intermapper,8222 vmware-http,8333 bitcoin,8444 pcsync-http,8834 nessus,9080 glrpc
9443 tungsten-https,591 http-alt,1 tcpmux,7 echo,9 discard,11 systat,13 daytime,15 netstat
17 qotd,19 chargen,20 ftp-data,37 time,43 nicname,49 tacacs,70 gopher,79 finger
106 poppassd,109 pop2,113 ident,119 nntp,199 smux,220 imap3,407 timbuktu,427 svrloc
444 snpp,512 exec,513 login,514 shell,524 ncp,540 uucp,541 uucp-rlogin,543 klogin
544 kshell,563 nntps,623 oob-ws-http,646 ldp,700 epp,705 agentx,749 kerberos-adm,783 spamd
853 domain-s,860 iscsi,989 ftps-data,990 ftps,992 telnets,994 ircs,1099 rmiregistry,1110 webadmstart
1194 openvpn,1234 search-agent,1241 nessus,1311 rxmon,1352 lotusnote,1414 ibm-mqseries,1434 ms-sql-m,1494 ica
1512 wins,1524 ingreslock,1556 veritas-pbx,1701 l2tp,1718 h323gatedisc,1719 h323gatestat,1723 pptp,1755 ms-streaming
1801 msmq,1812 radius,1813 radius-acct,1935 macromedia-fcs,1947 sentinelsrm,2068 avocent-proxy,2082 infowave,2083 radsec
2086 gnunet,2087 eli,2107 msmq-mgmt,2119 gsigatekeeper,2135 gris,2160 apc-2160,2161 apc-agent,2179 vmrdp
2190 tivoconnect,2196 apns,2260 apc-2260,2301 compaqdiag,2381 compaq-https,2382 ms-olap3,2383 ms-olap4,2401 cvspserver
2404 iec-104,2455 wago-io-system,2483 ttc,2484 ttc-ssl,2598 citriximaclient,2628 dict,2638 sybaseanywhere,2701 sms-rcinfo
2702 sms-xfer,2761 dicom-iscl,2762 dicom-tls,2811 gsiftp,2947 gpsd,2967 ssc-agent,3001 origo-native,3031 eppc
3050 gds-db,3052 apc-3052,3130 icpv2,3205 isns,3283 net-assistant,3299 saprouter,3300 ceph,3301 tarantool
3351 btrieve,3478 stun,3493 nut,3517 802-11-iapp,3551 apcupsd,3632 distcc,3671 efcp,3690 svn
3702 ws-discovery,3905 mupdate,4111 xgrid,4190 sieve,4224 xtell,4343 unicall,4369 epmd,4443 pharos
4444 krb524,4445 upnotifyp,4460 ntske,4500 ipsec-nat-t,4505 saltstack-publish,4506 saltstack-request,4567 tram,4569 iax
4848 appserv-http,4899 radmin-port,4900 hfcs,4949 munin,5003 fmpro-internal,5004 avt-profile-1,5005 avt-profile-2,5033 jtnetd-server
5094 hart-ip,5190 aol,5201 iperf3,5222 xmpp-client,5269 xmpp-server,5280 xmpp-bosh,5349 stuns,5351 nat-pmp
5355 llmnr,5440 postgresql,5544 vnc-alt,5556 freeciv,5631 pcanywheredata,5632 pcanywherestat,5678 rrac,5683 coap
5684 coaps,5901 vnc-1,5902 vnc-2,5903 vnc-3,5938 teamviewer,5984 couchdb,5987 wbem-rmi,5988 wbem-http
5989 wbem-https,6000 x11,6001 x11-1,6002 x11-2,6003 x11-3,6004 x11-4,6005 x11-5,6006 x11-6
6007 x11-7,6009 x11-9,6025 x11,6059 x11,6112 dtspcd,6129 dameware,6346 gnutella-svc,6432 pgbouncer
6514 syslog-tls,6565 sane-port,6566 sane-port,6653 openflow,6660 ircu,6666 ircu,6667 ircu,6668 ircu
6669 ircu,6697 ircs-u,6800 ceph-osd,6881 bittorrent,7003 afs3-vlserver,7004 afs3-kaserver,7005 afs3-volser,7007 afs3-bos
7199 cassandra-jmx,7210 maxdb,7443 oracleas-https,7474 neo4j,7574 solr,7627 soap-http,7676 imqbrokerd,7681 ttyd
7687 bolt,7946 docker-swarm,8112 deluge,8126 statsd-admin,8140 puppet,8153 quantastor,8172 iis-deploy,8243 synapse-nhttps
8280 synapse-nhttp,8332 bitcoin-rpc,8383 m2mservices,8384 syncthing,8448 matrix-federation,8472 otv,8530 wsus,8531 wsus-tls
8545 ethereum-rpc,8554 rtsp-alt,8649 ganglia,8651 ganglia,8652 ganglia,8686 sun-as-jmxrmi,8765 ultraseek-http,8800 sunwebadmin
8983 solr,8989 sunwebadmins,9050 tor-socks,9093 alertmanager,9101 bacula-dir,9102 bacula-fd,9103 bacula-sd,9191 sun-as-jpda
9300 vrace,9306 sphinxql,9389 adws,9418 git,9500 ismserver,9671 knxnetip,9761 insteon,9997 splunk-forward
10008 octopus,10024 amavis,10080 amanda,10255 kubelet-readonly,10256 kube-proxy,10809 nbd,11001 metasys,11112 dicom
11371 hkp,11434 ollama,14147 filezilla-admin,16010 hbase-master,16080 osxwebadmin,16992 amt-soap-http,16993 amt-soap-https,17500 db-lsp
17988 ilo-vmedia,19132 minecraft-bedrock,19999 dnp-sec,20547 proconos,25565 minecraft,27000 flexlm0,27015 source-engine,27018 mongodb
27019 mongodb,28015 rethinkdb,28017 mongodb-http,30000 ndmps,30718 lantronix,33060 mysqlx,33899 rdp-alt,34962 profinet-rt
34964 profinet-cm,37777 dahua,44442 coldfusion-auth,44443 coldfusion-auth,49400 compaqdiag,50000 ibm-db2,50070 hdfs-namenode,51413 transmission
51820 wireguard,52869 upnp,61613 stomp,64738 mumble,34567 dvr,5540 matter,6052 esphome,6053 esphome-api
`;
