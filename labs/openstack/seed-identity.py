# The catalogue, the services' own user, and two projects with a user each.
import os
import openstack
c = openstack.connect(auth_url='http://127.0.0.1:5000/v3', username='admin', password=os.environ['ADMIN_PW'], project_name='admin',
                      user_domain_name='Default', project_domain_name='Default', region_name='RegionOne')
i = c.identity
def role(name): return i.find_role(name) or i.create_role(name=name)
def project(name): return i.find_project(name) or i.create_project(name=name, domain_id='default')
def user(name, pw, proj, *roles):
    u = i.find_user(name) or i.create_user(name=name, password=pw, domain_id='default', default_project_id=proj.id)
    for r in roles:
        i.assign_project_role_to_user(proj, u, role(r))
user('svc', os.environ['SVC_PW'], project('service'), 'admin', 'service')
user('demo', os.environ['DEMO_PW'], project('demo'), 'member')
user('other', os.environ['DEMO_PW'], project('other'), 'member')
services = [('compute', 'nova', 'http://127.0.0.1:8774/v2.1'), ('placement', 'placement', 'http://127.0.0.1:8778'),
            ('image', 'glance', 'http://127.0.0.1:9292'), ('network', 'neutron', 'http://127.0.0.1:9696')]
if os.environ['DESIGNATE'] == '1':
    services.append(('dns', 'designate', 'http://127.0.0.1:9001'))
for typ, name, url in services:
    s = i.find_service(name) or i.create_service(type=typ, name=name)
    have = {e.interface for e in i.endpoints(service_id=s.id)}
    for face in {'public', 'internal', 'admin'} - have:
        i.create_endpoint(service_id=s.id, interface=face, url=url, region_id='RegionOne')
